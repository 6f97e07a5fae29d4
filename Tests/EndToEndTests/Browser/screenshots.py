"""Pictures of the main pages of a served demo.

    screenshots.py WORDS FOLDER

WORDS: the file with what `vigia demo --serve` said, addresses and passwords. FOLDER takes the pictures.
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from person import Person

ORDER = "/orders/BR/2027/0102"
LOOKS = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PAGES = {
    "dispatcher": [("board", "/orders"), ("order", ORDER), ("statistics", "/statistics")],
    "operator": [("queue", "/queue"), ("timetable", "/timetable"), ("task", ORDER)],
    "officer": [("draft", ORDER + "/draft")],
}


def main(words, folder, form):
    addresses = dict(re.findall(r"^(bureau|station): (\S+)", words, re.MULTILINE))
    passwords = dict(re.findall(r"account (dispatcher|operator|officer), password (\S+)", words))
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for account, pages in PAGES.items():
            desk = addresses["bureau" if account == "dispatcher" else "station"]
            person = Person(browser, account, desk, **LOOKS)
            person.log_in(account, passwords[account])
            for name, path in pages:
                person.go(path)
                person.page.screenshot(path=folder / f"{name}.png")
            if account == "dispatcher":
                checked_order(person, form, folder)
            person.leave()
        browser.close()


def checked_order(dispatcher, form, folder):
    """A new order with what the check found."""
    dispatcher.go("/orders/new")
    dispatcher.fill("Text of the order (RR Appendix 10)", form.replace("/0102", "/0103"))
    dispatcher.press("Check")
    dispatcher.page.locator(".findings").evaluate("one => one.scrollIntoView()")
    dispatcher.page.screenshot(path=folder / "new-order.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]).read_text(), Path(sys.argv[2]),
         Path("Config/demo/category-1.txt").read_text())

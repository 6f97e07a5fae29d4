"""Both desks' whole day in Debian's Chromium, from the first login to the filed report, and a walk over every page.

    day.py DESKS.json FOLDER

DESKS.json: {"bureau": {"url", "password"}, "station": {"url", "password"}, "form": PATH}, with the passwords for one use that
the desks printed for `admin`. FOLDER takes screenshots. Prints a line for each check; ends with 1 and the reason at the first
that fails.
"""

import json
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from person import Fault, Person, told
from walk import walk

NEGATIVE = json.dumps({
    "class": "notObserved", "reason": "The emission was absent during three hours of watch.",
    "conditions": "Antenna RIO-1, clear sky",
})

CONCLUSION = "No interfering emission was observed from Rio de Janeiro."

# A day in each language with and without scripts; the narrow window and the scaled one are among them.
DAYS = [
    ("en", True, {"viewport": {"width": 1280, "height": 900}}),
    ("pt-BR", False, {"viewport": {"width": 1280, "height": 900}}),
    ("pt-BR", True, {"viewport": {"width": 320, "height": 640}}),
    ("en", False, {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}),
]

STAFF = {"dispatcher": "bureau", "operator": "station", "officer": "station"}


class Day:
    """One order from its form to its report."""

    def __init__(self, browser, desks, cookies, serial, kind, folder):
        self.number = f"BR/2027/{8100 + serial}"
        self.language, self.script, looks = kind
        # Another browser of the officer, whose pages do not renew themselves.
        self.other = Person(browser, "officer elsewhere", desks["station"]["url"], False,
                            self.language, cookies["officer"], **looks)
        self.folder, self.form = folder, desks["form"]
        self.people = {
            name: Person(browser, name, desks[desk]["url"], self.script, self.language,
                         cookies[name], **looks)
            for name, desk in STAFF.items()
        }
        self.now = None

    def run(self):
        for name, work in [("dispatcher", self.place), ("operator", self.serve),
                           ("officer", self.release), ("dispatcher", self.file)]:
            self.now = self.people[name]
            choose_language(self.now)
            work(self.now)
            self.now.page.screenshot(path=self.folder / f"{self.number[8:]}-{work.__name__}.png")
        for person in [*self.people.values(), self.other]:
            person.leave()

    @property
    def page(self):
        return f"/orders/{self.number}"

    def place(self, dispatcher):
        lines = Path(self.form).read_text().splitlines()
        text = "\n".join(
            f"Order: {self.number}" if line.startswith("Order:") else line for line in lines)
        dispatcher.go("/orders/new")
        dispatcher.fill("Text of the order (RR Appendix 10)", text)
        dispatcher.press("Check")
        dispatcher.says(dispatcher.word("The form has no faults."), "the form is right")
        dispatcher.says(dispatcher.word("Suggested category"), "a category is suggested")
        dispatcher.says(dispatcher.word("The letter as it would go out"), "the letter is shown")
        dispatcher.page.get_by_label(dispatcher.word("Category 1"), exact=True).check()
        dispatcher.page.get_by_label(
            dispatcher.word("Grounds (for category 1 only)")).select_option("safetyOfFlight")
        dispatcher.press("Place the order")
        heading = f"{dispatcher.word('Order')} {self.number}"
        dispatcher.says(heading, f"{self.number} is placed")

    def serve(self, operator):
        operator.comes_to_say(self.number, "/queue", f"{self.number} arrives in the queue")
        operator.go(self.page)
        operator.press("Acknowledge")
        operator.is_in("Acknowledged", "acknowledged with one click")
        operator.press("Start the task")
        operator.is_in("Running", "the task runs")
        operator.open("Paste or load a result")
        operator.fill("Result as JSON", NEGATIVE)
        operator.press("Paste or load a result")
        operator.is_in("Work completed", "the result is handed over")

    def release(self, officer):
        officer.go(self.page + "/draft")
        officer.says(officer.word("Draft of the final report"), "reads the draft")
        self.other.go(self.page)
        officer.go(self.page)
        officer.fill("Conclusion", CONCLUSION)
        officer.press("Approve")
        officer.is_in("Report approved", "the report is approved")
        self.other.fill("Conclusion", "The emission was observed all day.")
        self.other.comes_too_late("Approve", "is told that the order has changed meanwhile")
        officer.go(self.page + "/draft")
        officer.says(CONCLUSION, "the first conclusion stands")
        officer.go(self.page)
        officer.press("Release to ITU")
        officer.is_in("Reported", "the report is released")

    def file(self, dispatcher):
        dispatcher.comes_to_say(
            dispatcher.word("Reported"), self.page, f"the report on {self.number} is filed")


def choose_language(person):
    """The button at the foot names the other language, and is pressed when that is the one wanted."""
    person.go("/")
    button = person.page.locator(f"button[name=language][value='{person.language}']")
    if button.count():
        with person.page.expect_navigation():
            button.click()
    shown = person.page.locator("html").get_attribute("lang")
    if shown != person.language:
        raise Fault(f"the page is in {shown}, not in {person.language}")
    told(f"{person.name}: the pages are in {shown}, {'with' if person.script else 'without'} scripts")


def staff(browser, desks):
    """The administrators log in for the first time and make accounts, whose owners then do the same."""
    cookies = {}
    for desk in ("bureau", "station"):
        administrator = Person(browser, f"administrator ({desk})", desks[desk]["url"])
        administrator.begin("admin", desks[desk]["password"])
        for role in [name for name, place in STAFF.items() if place == desk] + ["auditor"]:
            administrator.go("/accounts")
            administrator.page.locator("#act-account summary").click()
            administrator.page.locator("#act-account input[name=name]").fill(role)
            administrator.page.locator("#act-account select[name=role]").select_option(role)
            with administrator.page.expect_navigation():
                administrator.page.locator("#act-account form button").click()
            secret = administrator.page.locator("code.secret").inner_text()
            person = Person(browser, f"{role} ({desk})", desks[desk]["url"])
            person.begin(role, secret)
            cookies[role if role in STAFF else f"{role} {desk}"] = person.cookies()
            person.leave()
        cookies[f"administrator {desk}"] = administrator.cookies()
        administrator.leave()
    return cookies


def main(desks, folder):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        try:
            cookies = staff(browser, desks)
            for serial, kind in enumerate(DAYS, start=1):
                Day(browser, desks, cookies, serial, kind, folder).run()
            reasons = []
            for who, cookie in cookies.items():
                desk = STAFF.get(who) or who.split()[1]
                reasons += walk(browser, who, desks[desk]["url"], cookie)
            if reasons:
                return "\n".join(reasons)
        except (Fault, Error) as fault:
            for number, context in enumerate(browser.contexts):
                for page in context.pages:
                    page.screenshot(path=folder / f"fault-{number}.png", full_page=True)
            return f"{fault}"
        finally:
            browser.close()
    return None


if __name__ == "__main__":
    place = Path(sys.argv[2])
    place.mkdir(parents=True, exist_ok=True)
    reason = main(json.loads(Path(sys.argv[1]).read_text()), place)
    if reason is not None:
        print("fault:", reason)
        sys.exit(1)

"""A walk over every kind of page that a role finds links to: axe in light and dark, keys, narrow windows, paper."""

from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe

from person import Fault, Person, kind_of, told

# What is downloaded, or is no page of the console.
NO_PAGES = (".csv", ".json", ".pdf", ".eml", ".yaml", ".zip", "/raw", "/events")


def walk(browser, who, url, cookies):
    """Looks at one page of each kind, in both colour schemes, in a narrow window and as on paper.

    Returns what is wrong with them.
    """
    person = Person(browser, who, url, cookies=cookies, viewport={"width": 1280, "height": 900})
    waiting, seen, findings = ["/"], {}, []
    while waiting:
        path = waiting.pop(0)
        if kind_of(path) in seen:
            continue
        seen[kind_of(path)] = path
        person.go(path)
        findings += check(person, path)
        for link in person.page.locator("a[href]:not([download])").all():
            target = urlsplit(urljoin(person.page.url, link.get_attribute("href")))
            if target.netloc == urlsplit(url).netloc and not target.path.endswith(NO_PAGES):
                waiting.append(target.path)
    keyboard(person)
    person.leave()
    told(f"{who}: {len(seen)} kinds of pages in light, dark, narrow and on paper, findings: {len(findings)}")
    return findings


# Only contrast depends on the colours.
RULES = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}


def check(person, path):
    """What is wrong with a page."""
    findings = []
    for scheme, rules in RULES.items():
        person.page.emulate_media(color_scheme=scheme)
        results = Axe().run(person.page, options={"resultTypes": ["violations"], **rules}).response
        for violation in results["violations"]:
            node = violation["nodes"][0]
            findings.append(f"{person.name}, {path}, {scheme}: axe {violation['id']}: "
                            f"{node['html'][:300]}: {node.get('failureSummary', '')[:300]}")
    findings += on_paper(person, path)
    person.page.set_viewport_size({"width": 320, "height": 640})
    try:
        person.look()
    except Fault as fault:
        findings.append(f"{person.name}, {fault}")
    person.page.set_viewport_size({"width": 1280, "height": 900})
    return findings


# What is folded on the screen stands on paper, and what only a screen can do does not.
FOLDED = """[...document.querySelectorAll("main details > :not(summary)")]
    .filter(one => !one.closest("form, .acts, .filter, #proof, #maintenance") && !one.checkVisibility())
    .map(one => one.outerHTML.slice(0, 150))"""
SCREEN = """[...document.querySelectorAll("#menu, .skip, .acts, button, form")]
    .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 150))"""


def on_paper(person, path):
    person.page.emulate_media(media="print")
    findings = [
        f"{person.name}, {path}: {words}: {one}"
        for words, script in [("is not printed", FOLDED), ("is printed", SCREEN)]
        for one in person.page.evaluate(script)]
    person.page.emulate_media(media="screen")
    return findings


def keyboard(person):
    """The skip links come first, their keys are 1 to 4, and the focus can be seen wherever it goes."""
    person.go("/")
    keys = [link.get_attribute("accesskey") for link in person.page.locator("[accesskey]").all()]
    if keys != ["1", "2", "3", "4"]:
        raise Fault(f"the access keys are {keys}")
    for step in range(40):
        person.page.keyboard.press("Tab")
        focus = person.page.evaluate("""() => {
            const one = document.activeElement, style = getComputedStyle(one);
            return { tag: one.tagName, key: one.accessKey, html: one.outerHTML.slice(0, 200),
                     seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 };
        }""")
        if step == 0 and focus["key"] != "1":
            raise Fault(f"the first stop of the tabulator is no skip link: {focus['html']}")
        if focus["tag"] == "BODY":
            break
        if not focus["seen"]:
            raise Fault(f"the focus cannot be seen: {focus['html']}")
    person.page.locator("[accesskey='1']").focus()
    person.page.keyboard.press("Enter")
    if person.page.evaluate("document.activeElement.id") != "content":
        raise Fault("the skip link does not lead to the content")
    told(f"{person.name}: skip links, access keys and a visible focus")

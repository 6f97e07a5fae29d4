"""A person at a desk's console: a browser of their own, whose pages are checked as they come."""

import re
import time
from urllib.parse import urlsplit

PATIENCE = 30  # seconds until a letter must have come; a busy machine is slow

PORTUGUESE = {
    "Log in": "Entrar",
    "Account": "Conta",
    "Password": "Senha",
    "Present password": "Senha atual",
    "New password (12 characters or more)": "Nova senha (12 ou mais caracteres)",
    "The new password again": "A nova senha outra vez",
    "Order": "Ordem",
    "Text of the order (RR Appendix 10)": "Texto da ordem (Apêndice 10 do RR)",
    "Check": "Verificar",
    "The form has no faults.": "O formulário não tem falhas.",
    "Suggested category": "Categoria sugerida",
    "The letter as it would go out": "A carta como sairia",
    "Category 1": "Categoria 1",
    "Grounds (for category 1 only)": "Fundamento (só para a categoria 1)",
    "Place the order": "Colocar a ordem",
    "Acknowledge": "Confirmar",
    "Acknowledged": "Confirmada",
    "Start the task": "Iniciar a tarefa",
    "Running": "Em execução",
    "Paste or load a result": "Colar ou carregar um resultado",
    "Result as JSON": "Resultado em JSON",
    "Work completed": "Trabalho concluído",
    "Conclusion": "Conclusão",
    "Approve": "Aprovar",
    "Report approved": "Relatório aprovado",
    "Somebody changed this order since you saw it": "Alguém alterou esta ordem desde que você a viu",
    "Release to ITU": "Liberar para a UIT",
    "Reported": "Relatada",
    "Draft of the final report": "Minuta do relatório final",
    "Final report": "Relatório final",
}

# The innermost element that stands out of the window.
WIDEST = """[...document.querySelectorAll("body *")].filter(one => !one.closest(".scroll, .unseen")
    && one.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map(one => one.outerHTML.slice(0, 150)).at(-1)"""

FIELDS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=",
    "content-security-policy": "frame-ancestors 'none'",
}


class Fault(Exception):
    """What a page says or does that it should not."""


def told(line):
    """Prints a check that was passed."""
    print("ok:", line, flush=True)


class Person:
    """Somebody who works in a browser, with or without scripts, in one of the two languages."""

    def __init__(self, browser, name, url, script=True, language="en", cookies=None, **looks):
        self.name, self.url, self.script, self.language = name, url.rstrip("/"), script, language
        self.context = browser.new_context(
            java_script_enabled=script, locale=language, storage_state=cookies, **looks)
        self.context.set_default_timeout(PATIENCE * 1000)
        self.page = self.context.new_page()
        self.complaints = []
        self.context.on("request", self._sent)
        self.context.on("response", self._answered)
        self.page.on("console", self._logged)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    # What happens beside the pages

    def _sent(self, request):
        if request.url.startswith(("data:", "about:", "blob:")):
            return
        if urlsplit(request.url).netloc != urlsplit(self.url).netloc:
            self.complaints.append(f"a request left the host: {request.url}")

    def _answered(self, response):
        if response.request.resource_type not in ("document", "stylesheet", "script", "fetch"):
            return
        for name, value in FIELDS.items():
            if value not in response.headers.get(name, ""):
                self.complaints.append(f"{response.url}: {name} does not say {value}")

    def _logged(self, message):
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    # What the person does

    def word(self, english):
        return english if self.language == "en" else PORTUGUESE[english]

    def go(self, path):
        answer = self.page.goto(self.url + path)
        if answer is None or answer.status >= 400:
            raise Fault(f"{path}: answered {answer and answer.status}")
        self.look()

    def fill(self, label, text):
        self.page.get_by_label(self.word(label), exact=True).first.fill(text)

    def open(self, summary):
        self.page.locator("summary", has_text=self.word(summary)).first.click()

    def press(self, name, within=None):
        place = self.page if within is None else self.page.locator(within)
        with self.page.expect_navigation():
            place.get_by_role("button", name=self.word(name), exact=True).first.click()
        self.look()

    def comes_too_late(self, button, step):
        """Presses a button on a page that is older than its order: is told so, and changes nothing."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=self.word(button), exact=True).first.click()
        words = self.word("Somebody changed this order since you saw it")
        if words not in self.page.locator("body").inner_text():
            raise Fault(f"{step}: the page does not say “{words}” but: {self.text()[:600]}")
        # The browser complains of the status, which is as it should be.
        self.complaints = [line for line in self.complaints if "412" not in line]
        told(f"{self.name}: {step}")

    def log_in(self, account, password):
        self.go("/login")
        self.fill("Account", account)
        self.fill("Password", password)
        self.press("Log in")

    def begin(self, account, password):
        """The first login: the password for one use is changed."""
        self.log_in(account, password)
        self.page.locator("main [name=present]").fill(password)
        for field in ("new", "again"):
            self.page.locator(f"main [name={field}]").fill(f"the word of {account} for the day")
        with self.page.expect_navigation():
            self.page.locator("main form button").click()
        self.look()
        self.says_nothing_of("/account/password")
        told(f"{self.name} logs in for the first time and chooses a password")

    def cookies(self):
        return self.context.storage_state()

    # What must be there

    def says_nothing_of(self, path):
        if urlsplit(self.page.url).path == path:
            raise Fault(f"{self.name} is still at {path}: {self.text()[:300]}")

    def text(self):
        return self.page.locator("main").inner_text()

    def is_in(self, state, step):
        """The order whose page is shown is in a state."""
        shown = self.page.locator("main .state").first.inner_text()
        if shown != self.word(state):
            raise Fault(f"{step}: the order is in “{shown}”, not “{self.word(state)}”")
        told(f"{self.name}: {step}")

    def says(self, words, step):
        if words not in self.text():
            raise Fault(f"{step}: the page does not say “{words}” but: {self.text()[:600]}")
        told(f"{self.name}: {step}")

    def comes_to_say(self, words, path, step):
        """Waits for news. With a script they come by themselves; without one, the page is asked again."""
        end = time.monotonic() + PATIENCE
        self.go(path)
        while words not in self.text():
            if time.monotonic() > end:
                raise Fault(f"{step}: “{words}” did not come; the page says: {self.text()[:600]}")
            time.sleep(0.25)
            if not self.script:
                self.go(path)
        told(f"{self.name}: {step}")

    def look(self):
        """What holds of every page."""
        path = urlsplit(self.page.url).path
        wide = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        if wide[0] > wide[1]:
            widest = self.page.evaluate(WIDEST)
            raise Fault(f"{path}: {wide[0]} px wide in a window of {wide[1]} px: {widest}")
        for text in self.page.locator("time").all_text_contents():
            if "UTC" not in text:
                raise Fault(f"{path}: a time without UTC: {text}")
        if self.complaints:
            raise Fault(f"{path}: " + "; ".join(self.complaints))

    def leave(self):
        self.context.close()


def kind_of(path):
    """Pages of one kind have one name: numbers are left out."""
    return re.sub(r"\d+", "#", path)

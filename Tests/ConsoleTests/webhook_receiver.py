"""A receiver of webhooks: webhook_receiver.py KEYFILE FILE. Verifies each event with the reference library of
Standard Webhooks and writes a line about it into FILE; the first line is its port. /fails answers 500 once, /gone 410,
/elsewhere leads away."""
import http.server
import sys

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

key_path, path = sys.argv[1:3]
failed = set()


def tell(line):
    with open(path, "a", encoding="utf-8") as file:
        file.write(line + "\n")


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        with open(key_path, encoding="utf-8") as file:
            key = file.read().strip()
        body = self.rfile.read(int(self.headers["content-length"]))
        fields = {name: self.headers[name] for name in ("webhook-id", "webhook-timestamp", "webhook-signature")}
        try:
            Webhook(key).verify(body, fields)
            verdict = "signed"
        except WebhookVerificationError as error:
            verdict = f"refused {error}"
        # The same event ten minutes later is a replay.
        old = dict(fields, **{"webhook-timestamp": str(int(fields["webhook-timestamp"]) - 600)})
        try:
            Webhook(key).verify(body, old)
            verdict += " replayable"
        except WebhookVerificationError:
            pass
        status = 204
        if self.path == "/fails" and fields["webhook-id"] not in failed:
            failed.add(fields["webhook-id"])
            status = 500
        if self.path == "/gone":
            status = 410
        if self.path == "/elsewhere":
            status = 302
        tell(f"{self.path} {status} {fields['webhook-id']} {verdict}")
        self.send_response(status)
        if status == 302:
            self.send_header("location", "/arrived")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
tell(str(server.server_port))
server.serve_forever()

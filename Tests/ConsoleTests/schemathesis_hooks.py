# How schemathesis sends what it cannot know: a letter as the text that it made up, and a key that names one request only.

import uuid

import schemathesis


@schemathesis.serializer("message/rfc822")
def letter(context, value):
    return value.encode() if isinstance(value, str) else value


@schemathesis.hook
def before_call(context, case, kwargs):
    if 0 < len((case.headers or {}).get("Idempotency-Key", "")) <= 200:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())

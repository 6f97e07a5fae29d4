# How schemathesis sends a letter: as the text that it made up.

import schemathesis


@schemathesis.serializer("message/rfc822")
def letter(context, value):
    return value.encode() if isinstance(value, str) else value

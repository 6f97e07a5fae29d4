"""What Python's email package reads in letters: one JSON line for each file, for comparison with our reader."""
import email
import email.policy
import hashlib
import json
import sys

for path in sys.argv[1:]:
    with open(path, "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    parts = []
    stack = [message]
    while stack:
        part = stack.pop(0)
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            stack = part.get_payload() + stack
            continue
        content = b"".join(p.as_bytes() for p in part.get_payload()) if part.is_multipart() else part.get_payload(decode=True)
        parts.append({
            "type": part.get_content_type(), "name": part.get_filename(),
            "sha256": None if part.is_multipart() else hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()})
    senders = message["from"].addresses if message["from"] else []
    print(json.dumps({
        "subject": str(message["subject"] or ""), "from": [f"{a.username}@{a.domain}" for a in senders],
        "parts": parts}))

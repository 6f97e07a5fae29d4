#!/usr/bin/env python3
"""Verifies the record of a monitoring order; needs Python 3.8 or later and nothing else.

    python3 verify.py                     the folder in which this file lies
    python3 verify.py RECORD.zip          an archive that was not unpacked
    python3 verify.py --key journal.vkey  with the desk's key as the desk itself gave it

Exit 0: everything holds; 1: something does not, and it is named; 2: there is no record to verify.
"""

import argparse
import base64
import email
import email.policy
import hashlib
import json
import os
import re
import sys
import zipfile


# Ed25519 (RFC 8032): verification only, with the formulas of the twisted Edwards curve.

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def x_of(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def point(encoded):
    number = int.from_bytes(encoded, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = x_of(y, sign) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def add(a, b):
    low = (a[1] - a[0]) * (b[1] - b[0]) % P
    high = (a[1] + a[0]) * (b[1] + b[0]) % P
    cross, middle = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = high - low, middle - cross, middle + cross, high + low
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(factor, base):
    result = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            result = add(result, base)
        base, factor = add(base, base), factor >> 1
    return result


Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(Y, 0), Y, 1, x_of(Y, 0) * Y % P)


def is_signed(key, message, signature):
    a, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + key + message).digest()
    left = times(s, BASE)
    right = add(r, times(int.from_bytes(digest, "little") % ORDER, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (
        left[1] * right[2] - right[1] * left[2]) % P == 0


# Signed checkpoints (C2SP signed-note, tlog-checkpoint).

def read_key(text):
    """Name, bytes and hash of a verifier `name+hash+key`."""
    name, digits, encoded = text.strip().split("+", 2)
    raw = base64.b64decode(encoded)
    digest = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    if raw[:1] != b"\x01" or len(raw) != 33 or digest.hex() != digits:
        raise ValueError("the key does not fit its hash")
    return name, raw[1:], digest


def read_checkpoint(note):
    """Origin, number of rows and head of a checkpoint."""
    origin, rows, head = note.split("\n\n")[0].split("\n")[:3]
    return origin, int(rows), base64.b64decode(head).hex()


def signs(note, key):
    name, raw, digest = key
    text, _, signatures = note.partition("\n\n")
    for line in signatures.split("\n"):
        words = line.split(" ")
        if len(words) == 3 and words[0] == "\u2014" and words[1] == name:
            signature = base64.b64decode(words[2])
            if signature[:4] == digest:
                return is_signed(raw, text.encode() + b"\n", signature[4:])
    return False


# The journal, as Protocols/JOURNAL.md of Vigia describes it.

SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quote(value):
    if isinstance(value, int):
        return str(value)
    escaped = re.sub(
        r'["\\\x00-\x1f\x7f]', lambda c: SHORT.get(c[0], "\\u%04x" % ord(c[0])), value)
    return '"' + escaped + '"'


def row_hash(row):
    names = "sequence at actor subject kind content previous".split()
    text = "[" + ",".join(quote(row[name]) for name in names) + "]"
    return hashlib.sha256(text.encode()).hexdigest()


# The bag.

class Folder:
    """The files of an unpacked bag."""

    def __init__(self, path):
        self.path = path

    def names(self):
        for folder, _, files in os.walk(self.path):
            for name in files:
                path = os.path.relpath(os.path.join(folder, name), self.path)
                yield path.replace(os.sep, "/")

    def open(self, name):
        return open(os.path.join(self.path, *name.split("/")), "rb")


class Archive:
    """The files of a bag in its archive."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        tops = {name.split("/")[0] for name in self.zip.namelist()}
        self.top = tops.pop() + "/" if len(tops) == 1 else ""

    def names(self):
        return (n[len(self.top):] for n in self.zip.namelist() if not n.endswith("/"))

    def open(self, name):
        return self.zip.open(self.top + name)


class Verification:
    def __init__(self, bag, key):
        self.bag, self.names = bag, set(bag.names())
        self.faults, self.said, self.key = [], [], key

    def fault(self, words):
        self.faults.append(words)

    def say(self, words):
        self.said.append(words)

    def read(self, name):
        with self.bag.open(name) as file:
            return file.read()

    def text(self, name):
        return self.read(name).decode("utf-8")

    def sha256(self, name):
        digest = hashlib.sha256()
        with self.bag.open(name) as file:
            for part in iter(lambda: file.read(1 << 20), b""):
                digest.update(part)
        return digest.hexdigest()

    def manifest(self, name):
        listed = {}
        for line in self.text(name).splitlines():
            digest, path = line.split(None, 1)
            path = path.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
            listed[path] = digest
            if path not in self.names:
                self.fault("%s: is missing" % path)
            elif self.sha256(path) != digest:
                self.fault("%s: is not the file that %s names" % (path, name))
        return listed

    def manifests(self):
        payload = self.manifest("manifest-sha256.txt")
        tags = self.manifest("tagmanifest-sha256.txt")
        for path in sorted(self.names - set(payload) - set(tags)):
            if path != "tagmanifest-sha256.txt" and "__pycache__" not in path:
                self.fault("%s: no manifest names it" % path)
        self.say("%d files, %d about them" % (len(payload), len(tags)))
        present = [path for path in payload if path in self.names]
        size = sum(self.size(path) for path in present)
        if self.information()["Payload-Oxum"] != "%d.%d" % (size, len(payload)):
            self.fault("bag-info.txt: Payload-Oxum differs")

    def information(self):
        lines = self.text("bag-info.txt").splitlines()
        return dict(line.split(": ", 1) for line in lines)

    def size(self, name):
        with self.bag.open(name) as file:
            return file.seek(0, os.SEEK_END)

    def chain(self):
        """Hashes by the number of their row; the hash before the first row stands first."""
        if "data/journal/chain.txt" not in self.names:
            self.say("no chain of the journal is here")
            return {}
        links = {}
        for line in self.text("data/journal/chain.txt").splitlines():
            number, digest = line.split()
            if links and int(number) != max(links) + 1:
                self.fault("chain.txt: row %s does not follow" % number)
            links[int(number)] = digest
        return links

    def rows(self, links):
        rows = []
        if "data/journal/journal.jsonl" in self.names:
            rows = [json.loads(line) for line in self.text("data/journal/journal.jsonl").split("\n") if line]
        for row in rows:
            number = row["sequence"]
            if row_hash(row) != row["hash"]:
                self.fault("journal row %d: its content was changed" % number)
            if links.get(number) != row["hash"] or links.get(number - 1) != row["previous"]:
                self.fault("journal row %d: is not the one in the chain" % number)
        if links:
            shown = {row["sequence"] for row in rows}
            self.say("%d journal rows in order; %d more by their hashes alone" % (
                len(shown), len(links) - 1 - len(shown)))
        return rows

    def letters(self, rows):
        """The letters are those that the journal rows name; both lists are looked at."""
        named = {}
        for row in rows:
            if row["kind"] in ("letterStored", "letterFrozen"):
                facts = json.loads(row["content"])[row["kind"]]
                named[facts["letter"]] = facts["sha256"]
        if "data/letters/letters.json" not in self.names:
            return
        letters = json.loads(self.text("data/letters/letters.json"))
        for letter in letters:
            path = "data/letters/" + letter["file"]
            digest = self.sha256(path) if path in self.names else None
            if rows and digest != named.get(letter["letter"]):
                self.fault("%s: is not the letter that the journal names" % path)
        for number in sorted(set(named) - {letter["letter"] for letter in letters}):
            self.fault("letter %d: the journal names it, and it is not here" % number)
        self.say("%d letters as the journal names them" % len(letters) if rows else
                 "%d letters; their journal rows are not here" % len(letters))

    def recordings(self):
        """The recordings are those that the reports name."""
        stated = {}
        for name in self.names:
            if re.fullmatch(r"data/report/[^/]+/report\.json", name):
                for file in json.loads(self.text(name))["result"]["recordings"]:
                    stated[file["file"].split("/")[-1]] = file["sha256"].lower()
        held = [name for name in sorted(stated) if "data/measurement/" + name in self.names]
        for name in held:
            if self.sha256("data/measurement/" + name) != stated[name]:
                self.fault("data/measurement/%s: is not the recording that the report names" % name)
        if stated:
            self.say("%d of %d recordings that the report names" % (len(held), len(stated)))

    def seals(self, links):
        sealed = 0
        notes = []
        if "data/journal/checkpoint.txt" in self.names:
            note = self.text("data/journal/checkpoint.txt")
            notes.append(("checkpoint.txt", note))
            if links and read_checkpoint(note)[1] != max(links):
                self.fault("checkpoint.txt: is not of the last row")
        else:
            self.say("no seal of the journal is here: nothing shows that it was not written anew")
        if self.key is None and "data/journal/journal.vkey" in self.names:
            self.key = read_key(self.text("data/journal/journal.vkey"))
            self.say("the key is the bag's own: ask the desk for its journal.vkey, and use --key")
        if self.key is None:
            return
        facts = self.information()
        own = "vigia-journal %s %s" % (facts["Vigia-Desk"], facts["Vigia-Register"])
        for name in sorted(n for n in self.names if n.endswith(".eml")):
            note = self.note_in(name)
            if note and read_checkpoint(note)[0] == own:
                notes.append((name, note))
        for name, note in notes:
            origin, count, head = read_checkpoint(note)
            if origin != own:
                self.fault("%s: its seal is of another desk or register" % name)
            elif not signs(note, self.key):
                self.fault("%s: its seal is not signed by the desk's key" % name)
            elif count in links and links[count] != head:
                self.fault("%s: journal row %d is not what it was when it was sealed" % (name, count))
            elif count in links:
                sealed += 1
        self.say("%d seals signed by %s and true to the chain" % (sealed, self.key[0]))

    def note_in(self, name):
        message = email.message_from_bytes(self.read(name), policy=email.policy.default)
        for part in message.walk():
            if part.get_filename() == "checkpoint.txt":
                return part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")
        return None

    def all(self):
        self.manifests()
        links = self.chain()
        rows = self.rows(links)
        self.letters(rows)
        self.recordings()
        self.seals(links)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("record", nargs="?", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--key", help="the desk's journal.vkey")
    options = parser.parse_args()
    try:
        key = read_key(open(options.key, encoding="utf-8").read()) if options.key else None
        is_folder = os.path.isdir(options.record)
        bag = Folder(options.record) if is_folder else Archive(options.record)
        verification = Verification(bag, key)
        if "bagit.txt" not in verification.names:
            raise ValueError("there is no bagit.txt")
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        print("%s: %s" % (options.key or options.record, error), file=sys.stderr)
        return 2
    try:
        verification.all()
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError,
            zipfile.BadZipFile) as error:
        verification.fault("cannot be read further: %s" % error)
    for words in verification.said:
        print(words)
    for words in verification.faults:
        print("FAULT " + words)
    print("does not hold" if verification.faults else "holds")
    return 1 if verification.faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""The press itself: prints what arrives until nobody is left to print for."""

import json
import logging
import os
import signal
import socket
import sys
import traceback

import typst

from billing.documents import pdf
from billing.documents.press import frames

FORGETS = 4  # documents between two times that it forgets, which takes as long as half a one
LARGEST = 150_000_000  # 1,000 lines; after more it makes room for a fresh one
PAGE = os.sysconf("SC_PAGE_SIZE")


class Kept(logging.Handler):
    """Warnings, to be told to whoever asked."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.told = []

    def emit(self, record):
        self.told.append(record.getMessage())

    def taken(self):
        told, self.told = self.told, []
        return told


def serve(line):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches who asks; we leave with them
    kept = Kept()
    pdf.log.addHandler(kept)
    pdf.log.propagate = False
    large, count = False, 0
    while not large:
        template, document = json.loads(frames.receive(line))
        document["seller"]["logo"] = frames.receive(line)
        answer, body = printed(template, document)
        large = taken() > LARGEST
        said = {**answer, "warnings": kept.taken(), "last": large}
        frames.send(line, json.dumps(said).encode(), body)
        count += 1
        if count % FORGETS == 0:
            pdf.forget()


def taken():
    """The bytes that this process holds; getrusage would count its parent's from before exec."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * PAGE


def printed(template, document):
    try:
        return {}, pdf.render(template, document)
    except Exception as error:  # told without the document's words
        told = error.message if isinstance(error, typst.TypstError) else type(error).__name__
        print(told, *traceback.format_tb(error.__traceback__), file=sys.stderr)
        return {"error": told}, b""


if __name__ == "__main__":
    try:
        serve(socket.socket(fileno=int(sys.argv[1])))
    except (EOFError, ConnectionError):
        pass

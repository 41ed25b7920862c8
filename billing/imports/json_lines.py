"""JSON lines: an object a line, UTF-8. Its error file is of the same kind, and can be taken too."""

import json

from billing.imports.lines import Lines
from billing.imports.refused import Refused
from billing.imports.row import MARKS, Row

RECORD = "record"


class JsonLines:
    suffix = ".jsonl"
    header = ()

    def __init__(self, path):
        self.path = path
        with open(path, "rb"):
            pass

    def rows(self, place=0, number=0):
        """Each Row after that place and number, its content the object of the line."""
        with Lines(self.path, place) as lines:
            for number, line in enumerate(lines, number + 1):
                if line.strip():
                    yield Row(number, *read(line), lines.place)

    def title(self):
        return title()

    def complaint(self, row, reason):
        return complaint(row, reason)


def title():
    """An error file of JSON lines needs none."""
    return ""


def complaint(row, reason):
    said = dict(zip((*MARKS, RECORD), (row.number, reason, row.raw), strict=True))
    return json.dumps(said, ensure_ascii=False, default=str) + "\n"


def read(line):
    """(content, raw) of a line."""
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return Refused("is not JSON"), line.rstrip("\r\n")
    if isinstance(content, dict) and set(content) == {*MARKS, RECORD}:
        content = content[RECORD]
    if not isinstance(content, dict):
        return Refused("is not an object"), content
    return content, content

"""What was typed, as a record keeps it."""

import unicodedata


def one_line(text):
    """Without control characters and doubled spaces."""
    return printable(" ".join((text or "").split()), "")


def several_lines(text):
    return printable((text or "").replace("\r\n", "\n"), "\n").strip()


def printable(text, kept):
    return "".join(mark for mark in text if mark in kept or unicodedata.category(mark) != "Cc")

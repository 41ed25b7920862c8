"""Names of files that are handed out: made of records' ids, which may hold any sign."""

import unicodedata
from itertools import chain, count

UNFIT = frozenset('/\\:*?"<>|')
LONGEST = 80  # signs of three bytes each, as a file's name has 255


def plain(text):
    """The text as a name that no system takes for a path, without signs that nobody sees."""
    seen = (
        "-" if mark in UNFIT or unicodedata.category(mark).startswith("C") else mark
        for mark in text
    )
    return "".join(seen)[:LONGEST]


def unique(names, longest=None):
    """The names, told apart where two are the same but for capitals."""
    seen = {}
    for name in names:
        tries = chain([name], (f"{name[:longest and longest - 4]} ({n})" for n in count(2)))
        free = next(each for each in tries if each.casefold() not in seen)
        seen[free.casefold()] = free
    return list(seen.values())

"""What people wrote, made fit to print without a change that a reader would notice."""

import unicodedata

from billing.documents import fonts

NO_FONT = "\N{WHITE SQUARE}"
# An override of the direction lets "gpj.exe" read as "exe.jpg"; on paper it serves nobody.
OVERRIDES = dict.fromkeys(range(0x202A, 0x202F))
SPACES = {ord("\t"): " ", 0xFEFF: None}


def printable(document):
    """The document with nothing in its texts that paper cannot hold; None becomes empty."""
    return each_text(document, fit)


def legible(document):
    """The document with a visible mark for each sign that no font has: no silent gap (D33)."""
    return each_text(document, marked)


def each_text(value, change):
    if isinstance(value, dict):
        return {key: each_text(item, change) for key, item in value.items()}
    elif isinstance(value, (list, tuple)):
        return [each_text(item, change) for item in value]
    elif isinstance(value, bytes):
        return value
    else:
        return change(value or "")


def fit(text):
    lines = text.translate(OVERRIDES | SPACES).splitlines()
    return "\n".join(line for line in map(without_controls, lines)).rstrip("\n")


def without_controls(line):
    return "".join(sign for sign in line if unicodedata.category(sign) not in ("Cc", "Cs"))


def marked(text):
    gaps = fonts.uncovered(text)
    return "".join(mark(sign) if sign in gaps else sign for sign in text)


def mark(sign):
    """Nothing for what is invisible anyway (a joiner, an emoji's variant), else a square."""
    invisible = unicodedata.category(sign) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(
        sign, ""
    )
    return "" if invisible else NO_FONT

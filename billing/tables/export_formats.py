"""How Excel shows a column: the order of a date in the reader's language, a currency's digits.

Excel's own settings decide the signs between digits and the names of months.
"""

import re

from babel import Locale
from babel.dates import get_date_format

from config.amounts import precision

CLOCK = "hh:mm:ss"
PLAIN_DAY = "yyyy-mm-dd"
# A piece of a CLDR pattern: quoted text, a run of one letter, or any other sign.
PIECES = re.compile(r"'((?:[^']|'')*)'|(([A-Za-z])\3*)|([^A-Za-z'])")
FIELDS = {"y": "yyyy", "yy": "yy", "d": "d", "dd": "dd"}
SHOWN_DIGITS = 6
WIDTHS = {"date": 14, "datetime": 24, "money": 16, "number": 16, "flag": 12, "status": 16, "id": 20}
WIDEST = 28


def day(language):
    """The medium order of a locale's date, as “mmm d, yyyy” for English."""
    pattern = get_date_format("medium", Locale.parse(language)).pattern
    try:
        return " ".join("".join(map(piece, PIECES.finditer(pattern))).split())
    except KeyError:
        return PLAIN_DAY


def piece(found):
    """Raises KeyError for a field that Excel has no letter for."""
    quoted, run, letter, sign = found.groups()
    if letter in ("M", "L"):
        return "m" * min(len(run), 4)
    if letter == "G":  # the era, which Excel's calendar has but one of
        return ""
    if run:
        return FIELDS[run]
    if sign:
        return sign if sign in " -/.," else f"\\{sign}"
    return '"' + quoted.replace("''", "'") + '"'


def moment(language):
    return f"{day(language)} {CLOCK}"


def money(currencies):
    """The digits of the currency, or the most that one of several has (0 for JPY, 3 for BHD)."""
    return number(max(map(precision, currencies), default=2))


def number(scale):
    """So many digits behind the point; as many as each number has where that would be too many."""
    if scale > SHOWN_DIGITS:
        return ""
    return "#,##0." + "0" * scale if scale else "#,##0"


def width(kind, heading):
    return min(max(WIDTHS.get(kind, WIDEST), len(heading) + 2), 60)

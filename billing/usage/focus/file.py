"""A FOCUS file, read row by row, so that its length does not matter."""

import csv

from billing.usage.focus.charge import charge
from billing.usage.focus.field import Refused

NEEDED = ("BilledCost", "BillingCurrency", "BillingPeriodStart", "ChargeCategory",
          "ChargePeriodStart")
LONGEST_FIELD = 1_000_000


class NotFocus(ValueError):
    """The file is not a FOCUS file; the message says what it lacks."""


def charges(path):
    """(row number, Charge or Refused) of each row; raises NotFocus and OSError.

    Rows are numbered as a spreadsheet shows them: the header is row 1.
    """
    csv.field_size_limit(LONGEST_FIELD)
    with open(path, newline="", encoding="utf-8-sig", errors="surrogateescape") as file:
        reader = csv.reader(file)
        header = read_header(reader)
        for number, values in enumerate(lines(reader), 2):
            if values != []:
                yield number, read(header, values)


def read_header(reader):
    header = next(lines(reader), [])
    if isinstance(header, Refused):
        raise NotFocus(str(header))
    lacking = [name for name in NEEDED if name not in header]
    if lacking:
        raise NotFocus(f"its first row names no column {', '.join(lacking)}")
    return header


def lines(reader):
    """The values of each row; a row that is no CSV does not end the file."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(f"cannot be read: {error}")


def read(header, values):
    if isinstance(values, Refused):
        return values
    if len(values) != len(header):
        return Refused(f"has {len(values)} fields instead of {len(header)}")
    try:
        return charge(dict(zip(header, values, strict=True)))
    except Refused as refused:
        return refused

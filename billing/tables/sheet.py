"""An Excel file, streamed: memory stays flat however many rows there are (P12).

The writer behind it is one package; it is named here only, so that it can be exchanged, and loaded
by whoever writes: web processes describe sheets and hardly ever make one. Its `row_formats` write
the last row twice, so a format is a whole column's.
"""

import re
from typing import NamedTuple

from config.file_names import unique

MOST_ROWS = 1_048_575
LONGEST_TITLE = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class Sheet(NamedTuple):
    """`formats` are Excel's number formats ("" for none) and `widths` characters, one a heading.

    Rows are tuples in the headings' order, taken one by one, after all rows of earlier sheets.
    """

    title: str
    headings: list
    formats: list
    widths: list
    rows: object


def write(path, sheets, right_to_left=False):
    """Write the sheets; text stays text, also where it looks like a formula or an address."""
    from rustpy_xlsxwriter import write_worksheets

    titles = unique([title(sheet.title) for sheet in sheets], LONGEST_TITLE)
    named = dict(zip(titles, sheets, strict=True))
    write_worksheets(
        [(name, records(sheet)) for name, sheet in named.items()],
        str(path),
        bold_headers=True,
        freeze_panes={"general": {"row": 1, "col": 0}},
        column_widths={name: sheet.widths for name, sheet in named.items()},
        column_formats={name: [shaped(each) for each in sheet.formats]
                        for name, sheet in named.items()},
        sheet_view={name: {"right_to_left": right_to_left} for name in named},
    )


def title(text):
    """A name that Excel takes: without its signs of addresses, of 31 characters at most."""
    plain = FORBIDDEN.sub(" ", text).strip(" '")[:LONGEST_TITLE].strip(" '")
    return plain if plain and plain.lower() != "history" else f"{plain}_"


def shaped(text):
    from rustpy_xlsxwriter import Format

    return Format().set_num_format(text) if text else None


def records(sheet):
    headings, empty = unique(sheet.headings), True
    for row in sheet.rows:
        empty = False
        yield dict(zip(headings, row))  # told to be alike: strict costs a tenth
    if empty:
        yield dict.fromkeys(headings)

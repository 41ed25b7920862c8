"""An Excel file, streamed: memory stays flat however many rows there are (P12).

The writer behind it is one package; it is named here only, so that it can be exchanged.
"""

from rustpy_xlsxwriter import Format, write_worksheets

MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
EMPTY = " "


def write(path, sheets, formats):
    """Write (name, headings, rows) sheets; rows are tuples in the headings' order.

    `formats` maps a sheet's name to {heading: number format}. Text stays text, also where it
    looks like a formula or an address.
    """
    write_worksheets(
        [(name, records(headings, rows)) for name, headings, rows in sheets],
        str(path),
        bold_headers=True,
        freeze_panes={"general": {"row": 1, "col": 0}},
        column_width={"general": 18},
        column_formats={name: shaped(each) for name, each in formats.items()},
    )


def shaped(formats):
    return {heading: Format().set_num_format(text) for heading, text in formats.items()}


def records(headings, rows):
    empty = True
    for row in rows:
        empty = False
        yield dict(zip(headings, map(clean, row), strict=True))
    if empty:
        yield dict.fromkeys(headings, EMPTY)


def clean(value):
    """What a cell can hold: no control characters, at most 32,767 characters."""
    if isinstance(value, str):
        return "".join(mark for mark in value if mark >= " " or mark in "\t\n")[:LONGEST_TEXT]
    return value

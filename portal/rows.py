"""The rows of a list as HTML: the one piece that is put together by hand, since a template took
twice as long for them as all the rest of a page together.

Whatever comes from a record passes `escaped`; the words and figures around it are ours.
"""

import re
from functools import cache, lru_cache

from markupsafe import Markup, escape

from config import formats, languages

EMPTY = "&ndash;"  # a page of ASCII alone is put together and sent in half the time
MARKED = re.compile("[&<>\"']").search


def written(table, columns, rows):
    """Dressed rows as Markup, each `<tr>` with a cell for every column."""
    keys = tuple([column.key for column in columns])
    shape, writers = row_writer(table, keys, languages.locale(), languages.moment_zone())
    # Each writer escapes what comes from a record.
    return Markup("".join(  # nosec B704
        [shape % tuple([write(row) for write in writers]) for row in rows]
    ))


@lru_cache(maxsize=1024)
def row_writer(table, keys, language, zone):
    """(the row with a %s for each cell, a function for each cell) in one language and zone."""
    named = {column.key: column for column in table.columns}
    columns = [named[key] for key in keys]
    pen = languages.pen(language, zone)
    shape = "<tr>" + "".join(opening(column, pen) + "%s" for column in columns) + "\n"
    return shape, tuple(WRITERS.get(column.kind, text)(column.key, pen) for column in columns)


def opening(column, pen):
    classes = column.kind if column.kind != "text" else f'"text {column.key}"'
    label = "" if column.kind in UNLABELLED else f' data-l="{escape(pen._(column.label))}"'
    return f"<td class={classes}{label}>".replace("%", "%%")


def escaped(text):
    """As markupsafe does it, which is not asked where there is nothing to escape."""
    return escape(text) if MARKED(text) else text


def text(key, pen):
    return lambda row: escaped(str(row[key])) if row[key] not in (None, "") else EMPTY


def link(key, pen):
    return lambda row: f'<a href="{escaped(row["href"])}">{escaped(row[key])}</a>'


def day(key, pen):
    locale = pen.locale
    return lambda row: formats.day(row[key], locale) or EMPTY


def moment(key, pen):
    write = pen.datetime
    return lambda row: write(row[key]) or EMPTY


def money(key, pen):
    locale = pen.locale

    def write(row):
        amount = row[key]
        return EMPTY if amount is None else formats.money_writer(row["currency"], locale)(amount)

    return write


def number(key, pen):
    write = pen.number
    return lambda row: write(row[key]) or EMPTY


def price(key, pen):
    return lambda row: formats.price(row[key], row["currency"], pen.locale) or EMPTY


def flag(key, pen):
    yes, no = pen._("Yes"), pen._("No")
    return lambda row: yes if row[key] else no


def status(key, pen):
    @cache
    def pill(look, word):
        return f'<span class="pill {look}">{pen._(word)}</span>'

    return lambda row: pill(row["status_css"], row["status_word"])


def pdf(key, pen):
    word = pen._("PDF")
    return lambda row: f'<a href="{escaped(row[key])}">{word}</a>' if row[key] else EMPTY


def attachments(key, pen):
    return lambda row: row[key] and "".join(
        [f'<a href="{escaped(each["href"])}">{escaped(each["name"])}</a>' for each in row[key]]
    ) or ""


UNLABELLED = ("id", "status", "attachments", "pdf")
WRITERS = {
    "id": link, "date": day, "datetime": moment, "money": money, "number": number, "price": price,
    "flag": flag, "status": status, "pdf": pdf, "attachments": attachments,
}

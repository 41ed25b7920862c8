"""The columns of a CSV file as the fields of a record's shape.

A column is a field, `custom_fields.region` a name inside one, `lines.amount` a field of an element
of a list: rows that follow each other with one id are one record, each with an element more. A cell
of a list or an object may hold it whole, as JSON. An empty cell says nothing; nor does a column of
what Portico derives itself.
"""

import json
from itertools import groupby

from marshmallow import fields

from billing.imports.refused import Refused, Unreadable
from billing.imports.row import Row

WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class Cells:
    """Of one header, for a shape whose id is the field `key`; raises Unreadable."""

    def __init__(self, header, shape, key):
        self.shape, self.key = shape, key
        self.growing = any(map(listed, shape.load_fields.values()))
        shown = shape.fields.keys() - shape.load_fields.keys()
        self.columns = {title: place(title, shape.load_fields) for title in header
                        if title.partition(".")[0] not in shown}
        if key not in header:
            raise Unreadable(f"has no column {key}")
        if len(set(header)) < len(header):
            raise Unreadable("names a column twice")

    def records(self, rows):
        """Rows of records, from those of a CSV file."""
        for _, group in groupby(rows, self.same):
            yield self.record(list(group))

    def same(self, row):
        """Equal for rows of one record; a row that tells no id stands alone."""
        told = self.growing and isinstance(row.content, dict) and row.content[self.key].strip()
        return told or row.number

    def record(self, rows):
        last, raw = rows[-1], [row.raw for row in rows]
        try:
            content = self.joined([self.fields(row.readable) for row in rows])
        except Refused as refused:
            content = refused
        return Row(rows[0].number, content, raw, last.place, last.number)

    def fields(self, values):
        """One row's, lists with the one element that it tells."""
        found = {}
        for title, text in values.items():
            if text.strip() and title in self.columns:
                (name, part), kind = self.columns[title]
                value = cell(kind, text.strip(), title)
                put(found, name, part, value)
        return {name: [value] if listed(self.shape.fields[name]) and isinstance(value, dict)
                else value for name, value in found.items()}

    def joined(self, parts):
        whole = dict(parts[0])
        for part in parts[1:]:
            for name, value in part.items():
                if isinstance(value, list):
                    whole[name] = whole.get(name, []) + value
                elif whole.setdefault(name, value) != value:
                    raise Refused(f"its rows differ in {name}")
        return whole


def put(found, name, part, value):
    if part is None:
        found[name] = value
    elif isinstance(found.setdefault(name, {}), dict):
        found[name][part] = value
    else:
        raise Refused(f"{name} is not an object")


def place(title, known):
    """((field, name inside it or None), the kind of what the column holds)."""
    name, _, part = title.partition(".")
    if name not in known:
        raise Unreadable(f"has a column “{title}”; known are {', '.join(known)}")
    kind = known[name]
    if not part:
        return (name, None), kind
    inside = inner(kind)
    if inside is None and not isinstance(kind, fields.Dict):
        raise Unreadable(f"has a column “{title}”, but {name} has no parts")
    if inside is not None and part not in inside:
        raise Unreadable(f"has a column “{title}”; {name} has {', '.join(inside)}")
    return (name, part), inside and inside[part]


def inner(kind):
    """The fields of what a nested or listed field holds, or None."""
    kind = kind.inner if isinstance(kind, fields.List) else kind
    return kind.schema.fields if isinstance(kind, fields.Nested) else None


def listed(kind):
    return isinstance(kind, fields.List) or isinstance(kind, fields.Nested) and kind.many


def cell(kind, text, title):
    """What a cell says to a field of that kind; raises Refused."""
    if isinstance(kind, (fields.List, fields.Nested, fields.Dict)):
        return whole(text, title)
    if isinstance(kind, fields.Boolean):
        return WORDS.get(text.lower(), text)
    return int(text) if isinstance(kind, fields.Integer) and text.isdecimal() else text


def whole(text, title):
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(f"{title} is not JSON") from error

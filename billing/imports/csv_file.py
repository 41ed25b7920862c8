"""CSV of any length: UTF-8, a header, fields between commas, semicolons or tabs.

An error file of an import is such a file too: what it says of each row is passed over, so that it
can be mended and taken.
"""

import csv
import re

from billing.imports.lines import Lines
from billing.imports.refused import Refused, Unreadable
from billing.imports.row import MARKS, Row

LONGEST_FIELD = 1_000_000
DELIMITERS = ",;\t"
# What a spreadsheet would take for a formula, though a number it may be; and the mark against it.
FORMULA = re.compile(r"(?![+-][\d.,]+(?:[eE][+-]?\d+)?\Z)'*[=+\-@\t\r]")
MARK = "'"


class CsvFile:
    """`header` are the names of its columns; raises Unreadable, and OSError."""

    suffix = ".csv"

    def __init__(self, path):
        csv.field_size_limit(LONGEST_FIELD)
        self.path = path
        with Lines(path) as lines:
            self.delimiter = max(DELIMITERS, key=next(lines, "").count)
        with Lines(path) as lines:
            titles = next(self.values(lines), [])
            self.begin = lines.place
        if isinstance(titles, Refused):
            raise Unreadable(str(titles))
        self.marked = tuple(titles[:len(MARKS)]) == MARKS
        self.header = [title.strip() for title in self.own(titles)]

    def rows(self, place=0, number=1):
        """Each Row after that place and number, its content the values by column.

        Rows are numbered as a spreadsheet shows them: the header is row 1.
        """
        with Lines(self.path, max(place, self.begin)) as lines:
            for number, values in enumerate(self.values(lines), number + 1):
                if values != []:
                    yield Row(number, *self.read(values), lines.place)

    def values(self, lines):
        """The values of each row; a row that is no CSV does not end the file."""
        reader = csv.reader(lines, delimiter=self.delimiter)
        while True:
            try:
                yield next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Refused(f"cannot be read: {error}")

    def read(self, values):
        """(content, raw) of a row."""
        if isinstance(values, Refused):
            return values, []
        values = self.own(values)
        if len(values) != len(self.header):
            return Refused(f"has {len(values)} fields instead of {len(self.header)}"), values
        return dict(zip(self.header, values, strict=True)), values

    def own(self, values):
        return [*map(unmarked, values[len(MARKS):])] if self.marked else values

    def title(self):
        """The first line of its error file."""
        return self.written([*MARKS, *self.header])

    def complaint(self, row, reason):
        """What its error file says of a Row, or of one that was made of several."""
        several = row.raw and isinstance(row.raw[0], list)
        return "".join(self.written([row.number, *map(marked, [reason, *values])])
                       for values in (row.raw if several else [row.raw]))

    def written(self, values):
        line = []
        csv.writer(Collector(line), delimiter=self.delimiter).writerow(values)
        return "".join(line)


def marked(text):
    """As a spreadsheet may open it; `unmarked` takes nothing else away."""
    return MARK + text if FORMULA.match(text) else text


def unmarked(text):
    return text[1:] if text.startswith(MARK) and FORMULA.match(text[1:]) else text


class Collector:
    """What the csv module writes to."""

    def __init__(self, written):
        self.write = written.append

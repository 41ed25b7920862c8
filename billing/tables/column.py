"""One column of a tab: what it is called, how it is written, where it comes from."""

from dataclasses import dataclass

from billing.tables import cursor

MARKS = {"date": "d", "datetime": "m", "money": "i", "number": "n", "price": "n",
         "flag": "b"}
FILTERS = {
    "id": "text", "text": "text", "date": "days", "datetime": "moments", "money": "amounts",
    "number": "numbers", "price": "numbers", "status": "choices", "flag": "choices",
}


@dataclass(frozen=True)
class Choice:
    """One of the words that a status filter offers; `sql` is the condition on a row `t`.

    A condition may name `{today}`, the tenant's day (D28). `said` is what the reader is told where
    that is another message than the word. `look` is the pill's class in table.css.
    """

    word: str
    sql: str
    said: str = ""
    look: str = "neutral"

    @property
    def label(self):
        return self.said or self.word


def looks_of(choices):
    """The look of each word."""
    return {each.word: each.look for each in choices}


@dataclass(frozen=True)
class Column:
    """`kind` decides how a value is written and filtered; `source` is SQL beside a plain column.

    `kind` is id, text, date, datetime, money (minor units), number, price (exact, of a currency),
    status, flag, attachments or pdf. `choices` are what a status, a flag or a text of few words can
    be filtered by. A price is `summed` in an export where it is of all that the row counts. An
    `exact` text filter takes the whole word, which an index finds among millions. `on` says
    whether the column shows before the user has chosen (P11). What is not `filterable` would say
    nothing, or be looked for row by row among millions.
    """

    key: str
    label: str
    kind: str = "text"
    source: str = ""
    sortable: bool = True
    choices: tuple[Choice, ...] = ()
    summed: bool = False
    exact: bool = False
    on: bool = True
    filterable: bool = True

    @property
    def sql(self):
        return f"{self.source} as {self.key}" if self.source else f"t.{self.key}"

    @property
    def value_sql(self):
        """What a condition compares."""
        return self.source or f"t.{self.key}"

    @property
    def mark(self):
        """The kind that a cursor to a value of this column is of."""
        return MARKS.get(self.kind, cursor.TEXT)

    @property
    def numeric(self):
        return self.kind in ("money", "number") or self.summed

    @property
    def filter(self):
        """How it is filtered: text, days, moments, amounts, numbers or choices; "" when not."""
        if not self.filterable or self.kind not in FILTERS:
            return ""
        if self.choices:
            return "choices"
        return "" if FILTERS[self.kind] == "choices" else FILTERS[self.kind]

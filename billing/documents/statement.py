"""A statement of account as PDF (P10)."""

from typing import TypedDict

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext as pgettext

from billing.documents.dress import Document, dressed
from billing.documents.press import client as press

LABELS = {
    "title": _("Statement"),
    "from": pgettext("person", "From"),
    "statement_for": _("For"),
    "statement_id": _("Statement ID"),
    "statement_date": _("Statement date"),
    "period": _("Period"),
    "currency": _("Currency"),
    "closing": _("Closing balance"),
    "on": _("on {date}"),
    "description": _("Description"),
    "date": _("Date"),
    "due_date": _("Due date"),
    "days_late": _("Days past due"),
    "amount": _("Amount"),
    "balance": _("Balance"),
    "open": _("Open"),
    "as_of": _("Told from the records as they stand on {date}."),
    "page": _("Page {page} of {pages}"),
}


class Sum(TypedDict):
    label: str
    amount: str


class Row(TypedDict):
    """An entry or an open item; those of `texts` and `figures` are printed."""

    name: str
    more: str
    date: str
    due_date: str
    days_late: str
    amount: str
    balance: str
    open: str


class StatementDocument(Document):
    """`texts` and `figures` are the columns of the rows, the last of them over the totals."""

    statement_id: str
    statement_date: str
    period: str
    end_date: str
    closing: str
    as_of: str
    texts: list[str]
    figures: list[str]
    rows: list[Row]
    totals: list[Sum]
    ages: list[Sum]


def render_statement(document):
    """The PDF's bytes of a StatementDocument (D29: whole, whatever fields the portal hides)."""
    return press.render("statement", dressed(document, LABELS))

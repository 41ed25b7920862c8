"""What the page of a statement shows: the figures of its PDF, with a way to each record."""

from types import SimpleNamespace

from flask import g

from billing.documents import statement_words as words
from billing.ledger.statement_activity import activity
from billing.ledger.statement_items import AGES, open_items
from config import clock
from config.languages import words as _
from portal.fields import Fields

FACTS = ("statement_id", "statement_date", "start_date", "end_date", "template_name", "currency")
PLACES = {
    "invoice": "invoices", "received": "invoices", "payment": "payments", "refund": "payments",
    "credit": "credits",
}


def shown(record):
    """What the tenant hides is not handed over (D29)."""
    fields = Fields.of("statements")
    today = clock.today(g.tenant.time_zone)
    tell = items if record.template_name == "Open Item" else entries
    return SimpleNamespace(
        fields=fields,
        **fields.of_record(record, FACTS),
        money=record.currency,
        pdf_href=f"/portal/statements/{record.statement_id}.pdf" if "pdf" in fields else None,
        as_of=today,
        running=record.template_name == "Transaction",
        **tell(record, today),
    )


def entries(record, today):
    told = activity(record, today)
    return {
        "opening": told.opening, "closing": told.closing, "sums": words.sums_of(told),
        "lines": [line(each) for each in told.lines], "items": None,
        "earlier": told.earlier_count and words.earlier_of(told), "earlier_amount": told.earlier,
    }


def items(record, today):
    told = open_items(record, today)
    ages = [(_(name), amount) for name, amount in zip(AGES, told.ages, strict=True)]
    return {
        "closing": told.closing, "ages": [*ages, (_("Not yet applied"), told.unapplied)],
        "items": [{**line(each), "due_date": each.due_date, "days_late": each.days_late,
                   "open": each.open} for each in told.items],
        "rest": told.rest_count and words.rest_of(told), "rest_amount": told.rest,
    }


def line(each):
    return {
        "name": words.name_of(each), "href": href(each), "day": getattr(each, "day", each.date),
        "more": words.more_of(each) if hasattr(each, "day") else "",
        "amount": each.amount, "balance": getattr(each, "balance", None),
    }


def href(each):
    """Where its record is; None where that tab is off, or the record another account's."""
    tab = PLACES.get(each.kind)
    return f"/portal/{tab}/{each.id}" if tab in g.tenant.tabs else None

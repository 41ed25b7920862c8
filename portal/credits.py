"""The Credits tab and its records (P5)."""

from types import SimpleNamespace

from flask import render_template
from flask_babel import gettext as _

from billing.ledger.credit import Credit
from billing.tables.credits import CREDITS
from portal import listing
from portal.door import current_customer, in_tab, lists, portal
from portal.sources import targets

LOOKS = {"Open": "posted", "Applied": "paid", "Reversed": "neutral"}


@portal.get("/credits")
@lists(CREDITS)
def credits():
    return listing.show("portal/credits/index.html")


@portal.get("/credits/<credit_id>")
@in_tab("credits")
def credit(credit_id):
    record = current_customer.find(Credit, credit_id)
    return render_template("portal/credits/show.html", credit=shown(record))


def shown(record):
    return SimpleNamespace(
        credit_id=record.credit_id,
        status_word=_(record.status),
        status_css=LOOKS[record.status],
        credit_date=record.credit_date,
        amount=record.credit_amount,
        balance=record.unapplied_amount,
        currency=record.currency,
        reference_number=record.reference_number,
        notes=record.notes,
        pdf_href=None,
        invoices=targets(record),
    )

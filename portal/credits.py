"""The Credits tab and its records (P5)."""

from types import SimpleNamespace

from flask import render_template
from flask_babel import gettext as _

from billing.ledger.allocation import Allocation
from billing.ledger.credit import Credit
from billing.tables.credits import CREDITS, LOOKS, WORDS
from portal import listing
from portal.door import current_customer, in_tab, lists, portal
from portal.fields import Fields
from portal.sources import targets

FACTS = (
    "credit_id", "credit_date", "credit_amount", "applied_amount", "unapplied_amount", "currency",
    "reference_number", "notes",
)


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
    """What the tenant hides is not handed over (D29)."""
    fields = Fields.of("credits")
    told = {"credit_amount", "applied_amount"} <= fields
    of_credit = Allocation.credit_id == record.credit_id
    return SimpleNamespace(
        fields=fields,
        **fields.of_record(record, FACTS),
        money=record.currency,
        status_word=_(WORDS[record.status]) if "status" in fields else None,
        status_css=LOOKS[record.status],
        pdf_href=f"/portal/credits/{record.credit_id}.pdf" if "pdf" in fields else None,
        invoices=targets(of_credit, told) if "invoices" in fields else [],
    )

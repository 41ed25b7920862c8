"""The Usages tab and its records (P7)."""

from types import SimpleNamespace

from flask import render_template

from billing.tables.usages import USAGES
from billing.usage.usage import Usage
from portal import listing
from portal.door import current_customer, in_tab, lists, portal


@portal.get("/usages")
@lists(USAGES)
def usages():
    return listing.show("portal/usages/index.html")


@portal.get("/usages/<usage_id>")
@in_tab("usages")
def usage(usage_id):
    record = current_customer.find(Usage, usage_id)
    return render_template("portal/usages/show.html", usage=shown(record))


def shown(record):
    return SimpleNamespace(
        usage_id=record.usage_id,
        product_name=record.product_name,
        description=record.description,
        date=record.date,
        quantity=record.quantity,
        unit_of_measure=record.unit_of_measure,
        invoiced=record.invoiced,
        invoice_id=record.invoice_id,
        invoice_href=record.invoice_id and f"/portal/invoices/{record.invoice_id}",
        properties=sorted((record.custom_fields or {}).items()),
    )

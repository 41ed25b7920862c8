"""The Usages tab and its records (P7)."""

from types import SimpleNamespace

from flask import render_template

from billing.tables.usages import USAGES
from billing.usage.measure import MEASURES
from billing.usage.usage import Usage
from config import formats
from config.languages import locale
from portal import listing
from portal.door import current_customer, in_tab, lists, portal
from portal.fields import Fields
from portal.properties import told
from portal.sources import invoice_href

FACTS = (
    "usage_id", "product_name", "description", "date", "quantity", "unit_of_measure",
    "currency", "invoiced", "invoice_id", "subscription_id", "charge_id",
)


@portal.get("/usages")
@lists(USAGES)
def usages():
    return listing.show("portal/usages/index.html", chart_href=MEASURES["usage"].href)


@portal.get("/usages/<usage_id>")
@in_tab("usages")
def usage(usage_id):
    record = current_customer.find(Usage, usage_id)
    return render_template("portal/usages/show.html", usage=shown(record))


def shown(record):
    """What the tenant hides is not handed over (D29)."""
    fields = Fields.of("usages")
    properties = record.custom_fields if "custom_fields" in fields else {}
    return SimpleNamespace(
        fields=fields,
        **fields.of_record(record, FACTS),
        cost=formats.price(record.cost, record.currency, locale()) if "cost" in fields else "",
        invoice_href=record.invoice and invoice_href(record.invoice),
        properties=told(dict(sorted(properties.items()))),
    )

"""From an invoice line down to the usage behind it (P15)."""

from flask import abort, render_template
from flask_login import current_user

from billing.ledger.invoice import Invoice
from billing.usage import behind
from billing.usage.measure import MEASURES
from portal.door import current_customer, in_tab, portal
from portal.fields import Fields
from portal.usage_chart_page import drawn

LISTED = 100
LONGEST = 100  # days that are drawn one by one


@portal.get("/invoices/<invoice_id>/lines/<int(max=2147483647):number>/usages")
@in_tab("invoices")
def line_usages(invoice_id, number):
    record = current_customer.find(Invoice, invoice_id)
    if record.status == "Draft" or not told():
        abort(404)
    line = behind.find_line(record, number)
    found = behind.newest(line, LISTED + 1)
    return render_template(
        "portal/usage_charts/line.html", invoice_id=invoice_id, line=line, charts=charts(line),
        usages=found[:LISTED], more=len(found) > LISTED,
        fields=Fields.of("usages"),
    )


def told():
    """Whether usages, and which invoice they went into, may be seen (D29)."""
    return MEASURES["usage"].told and "invoice_id" in Fields.of("usages")


def charts(line):
    span, found = behind.by_day(line)
    if span and (span.last - span.first).days > LONGEST:
        return []
    return drawn(MEASURES["usage"], span, found) if span else []


def href(invoice):
    """Where the usage of its lines begins, None where there is none: of a child it is the child's.
    """
    own = invoice.customer_id == current_user.customer_id
    if own and told() and behind.has_usage(invoice):
        return f"/portal/invoices/{invoice.invoice_id}/lines"
    return None

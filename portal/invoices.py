"""The Invoices tab and its records (P4)."""

from flask import abort, render_template

from billing.ledger.invoice import Invoice
from billing.tables.invoices import INVOICES
from portal import invoice_page, listing
from portal.door import current_customer, in_tab, lists, portal
from tenants import audit


@portal.get("/invoices")
@lists(INVOICES)
def invoices():
    return listing.show("portal/invoices/index.html")


@portal.get("/invoices/<invoice_id>")
@in_tab("invoices")
def invoice(invoice_id):
    record = find(invoice_id)
    page = render_template("portal/invoices/show.html", invoice=invoice_page.shown(record))
    audit.viewed("view", "invoice", record.invoice_id, record.customer_id)
    return page


def find(invoice_id):
    """The customer's own invoice or its open child's (P13); a draft is nobody's yet."""
    record = current_customer.find_of_family(Invoice, invoice_id)
    return record if record.status != "Draft" else abort(404)

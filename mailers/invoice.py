"""“Invoice”: what is owed, where to pay it and where to sign in (M12)."""

from mailers import company, invoiced
from mailers.mail import Mail

TEMPLATE = "invoice"


def write(invoice, recipient):
    """Queue the letter about a posted invoice to one of its customer's contacts."""
    return Mail.write(TEMPLATE, recipient, invoice_id=invoice.invoice_id)


def context(mail):
    invoice = invoiced.find(mail)
    place = f"/portal/payments/new?invoice_id={invoice.invoice_id}"
    return invoiced.facts(mail, invoice) | {
        "action_url": company.url(f"/portal/invoices/{invoice.invoice_id}"),
        "pay_now_url": company.url(place),
    }

"""“Invoice”: what is owed, where to pay it and where to sign in (M12)."""

from billing.ledger import pay_now
from mailers import company, invoiced
from mailers.mail import Mail

TEMPLATE = "invoice"


def write(invoice, recipient):
    """Queue the letter about a posted invoice to one of its customer's contacts."""
    return Mail.write(TEMPLATE, recipient, invoice_id=invoice.invoice_id)


def context(mail):
    invoice = invoiced.find(mail)
    return invoiced.facts(mail, invoice) | links(invoice) | {
        "action_url": company.url(f"/portal/invoices/{invoice.invoice_id}"),
    }


def links(invoice):
    """Where it is paid, and where its PDF is, without an account (M10); as of now (D12)."""
    place = company.url(f"/portal/pay-now/{pay_now.token(invoice)}")
    return {"pay_now_url": place, "pdf_url": f"{place}/invoice.pdf"}

"""“Invoice”: what is owed, where to pay it and where to sign in (M12)."""

from flask import g

from billing.documents import papers as documents
from billing.documents.press.client import NotPrinted
from billing.ledger import pay_now
from config.file_names import plain
from config.logs import log
from mailers import company, invoiced
from mailers.mail import Mail

TEMPLATE = "invoice"
LARGEST = 5 * 1024 * 1024  # bytes; half as much again on the way, and servers take ten or more


def write(invoice, recipient):
    """Queue the letter about a posted invoice to one of its customer's contacts."""
    return Mail.write(TEMPLATE, recipient, invoice_id=invoice.invoice_id)


def context(mail):
    invoice = invoiced.find(mail)
    return invoiced.facts(mail, invoice) | links(invoice) | {
        "action_url": company.url(f"/portal/invoices/{invoice.invoice_id}"),
    }


def papers(mail):
    """The invoice as a PDF to attach; a large one, or one that cannot be printed now, is linked."""
    invoice = invoiced.find(mail)
    try:
        body = documents.of_invoice_itself(invoice, g.tenant).body()
    except NotPrinted as trouble:
        log.warning("invoice not attached", error=type(trouble).__name__)
        return ()
    return ((f"{plain(invoice.invoice_id)}.pdf", body),) if len(body) <= LARGEST else ()


def links(invoice):
    """Where it is paid, and where its PDF is, without an account (M10); as of now (D12)."""
    return {"pay_now_url": company.url(pay_now.path(invoice)),
            "pdf_url": company.url(pay_now.path(invoice, "invoice.pdf"))}

"""“Autopay Notice”: what will be charged, and when (M11)."""

from datetime import date

from mailers import company, invoiced
from mailers.mail import Mail
from mailers.withdrawn import Withdrawn

TEMPLATE = "autopay_upcoming"


def write(invoice, recipient, charge_on):
    """Queue the notice that the invoice's balance is charged on that day, in the company's zone."""
    return Mail.write(
        TEMPLATE, recipient, invoice_id=invoice.invoice_id, charge_on=charge_on.isoformat()
    )


def context(mail):
    invoice = invoiced.find(mail)
    if not invoice.balance:
        raise Withdrawn("The invoice has been paid meanwhile.")
    charge_on = date.fromisoformat(mail.subject_ids["charge_on"])
    return invoiced.facts(mail, invoice) | {
        "autopay": {"charge_on": invoiced.day(charge_on)},
        "action_url": company.url(f"/portal/invoices/{invoice.invoice_id}"),
    }

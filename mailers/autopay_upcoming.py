"""“Autopay Notice”: what will be charged, and when (M11)."""

from datetime import date

from sqlalchemy import select

from billing.ledger.credit_use import open_credits
from config.database import db
from mailers import company, invoiced
from mailers.mail import Mail
from mailers.withdrawn import Withdrawn
from tenants.payment_setup import PaymentSetup

TEMPLATE = "autopay_upcoming"


def write(invoice, recipient, charge_on):
    """Queue the notice that the invoice's balance is charged on that day, in the company's zone."""
    return Mail.write(
        TEMPLATE, recipient, invoice_id=invoice.invoice_id, charge_on=charge_on.isoformat()
    )


def credits(invoice):
    """What open credits pay of it as they stand now; "" where that is nothing."""
    if not db.session.scalar(select(PaymentSetup.credits)):
        return ""
    found = open_credits(invoice.customer, invoice.currency)
    usable = min(sum(amount for _, amount in found), invoice.balance)
    return invoiced.money(usable, invoice) if usable > 0 else ""


def context(mail):
    invoice = invoiced.find(mail)
    if not invoice.balance:
        raise Withdrawn("The invoice has been paid meanwhile.")
    charge_on = date.fromisoformat(mail.subject_ids["charge_on"])
    return invoiced.facts(mail, invoice) | {
        "autopay": {"charge_on": invoiced.day(charge_on), "credits": credits(invoice)},
        "action_url": company.url(f"/portal/invoices/{invoice.invoice_id}"),
    }

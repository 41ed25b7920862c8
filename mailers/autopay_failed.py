"""“Autopay Failed”: why, and whether it is tried again (M5, D25)."""

from datetime import date
from zoneinfo import ZoneInfo

from flask import g
from flask_babel import gettext as _

from billing.ledger import autopay
from mailers import company, invoiced, paid
from mailers.mail import Mail

TEMPLATE = "autopay_failed"


def write(payment, recipient, next_try=None):
    """Queue the news of a declined charge; without a day of the next try autopay has stopped."""
    return Mail.write(TEMPLATE, recipient, payment_id=payment.payment_id, **again(next_try))


def write_unpaid(charge, recipient, next_try=None):
    """The same of a try that came to no payment: no method, or the bank's question unanswered."""
    return Mail.write(TEMPLATE, recipient, invoice_id=charge.invoice_id, reason=charge.reason,
                      **again(next_try))


def again(next_try):
    return {"next_try": next_try.isoformat()} if next_try else {}


def unpaid(mail):
    """What is said of a payment that there is none of; raises Withdrawn."""
    invoice = invoiced.find(mail)
    amount = invoiced.money(invoice.balance, invoice)
    return invoiced.facts(mail, invoice) | {"payment": {
        "payment_id": "", "method": "", "amount": amount,
        "date": invoiced.day(mail.created_date.astimezone(ZoneInfo(g.tenant.time_zone)).date()),
        "failure_reason": _(autopay.reason_text(mail.subject_ids["reason"])),
        "invoices": [{"invoice_id": invoice.invoice_id, "amount": amount}],
    }}


def context(mail):
    next_try = mail.subject_ids.get("next_try")
    facts = paid.facts if "payment_id" in mail.subject_ids else unpaid
    return facts(mail) | {
        "autopay": {"next_try": invoiced.day(next_try and date.fromisoformat(next_try))},
        "action_url": company.url("/portal/payments/new"),
    }

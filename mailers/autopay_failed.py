"""“Autopay Failed”: why, and whether it is tried again (M5, D25)."""

from datetime import date

from mailers import company, invoiced, paid
from mailers.mail import Mail

TEMPLATE = "autopay_failed"


def write(payment, recipient, next_try=None):
    """Queue the news of a declined charge; without a day of the next try autopay has stopped."""
    told = {"next_try": next_try.isoformat()} if next_try else {}
    return Mail.write(TEMPLATE, recipient, payment_id=payment.payment_id, **told)


def context(mail):
    next_try = mail.subject_ids.get("next_try")
    return paid.facts(mail) | {
        "autopay": {"next_try": invoiced.day(next_try and date.fromisoformat(next_try))},
        "action_url": company.url("/portal/payments/new"),
    }

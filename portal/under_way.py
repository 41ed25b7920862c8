"""What is said of an invoice while a payment of it has no outcome yet (M6, D26)."""

from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from billing.ledger.attempt import under_way
from config import languages

LINK = Markup('{} <a href="{}">{}</a>')


def why_blocked(invoice_id):
    """A sentence for the invoice's page; None when no payment of it is open."""
    attempt = under_way([invoice_id]).get(invoice_id)
    return attempt and sentence(attempt)


def sentence(attempt):
    """Why this cannot be paid just now, with the way to that payment for who may see it."""
    text = standing(attempt.state, languages.moment(attempt.created_date))
    if current_user.may_pay and attempt.customer_id == current_user.customer_id:
        return LINK.format(text, address(attempt.attempt_id), _("See this payment"))
    return text


def standing(state, since):
    if state == "processing":
        return _("A bank payment is being processed since %(since)s.", since=since)
    if state == "action required":
        return _("A payment waits for the confirmation at the bank since %(since)s.", since=since)
    return _("A payment is under way since %(since)s. The invoice cannot be paid again until its"
             " outcome is known.", since=since)


def address(attempt_id):
    """The page that shows what becomes of a payment."""
    return f"/portal/payments/attempts/{attempt_id}"

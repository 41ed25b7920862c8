"""What is said of an invoice while a payment of it has no outcome yet (M6, D26)."""

from flask_babel import gettext as _

from billing.ledger.attempt import under_way
from config import languages


def why_blocked(invoice_id):
    """A sentence for the invoice's page; None when no payment of it is open."""
    attempt = under_way([invoice_id]).get(invoice_id)
    return attempt and sentence(attempt)


def sentence(attempt):
    """Why this cannot be paid just now."""
    since = languages.moment(attempt.created_date)
    if attempt.state == "processing":
        return _("A bank payment of it is being processed since %(since)s.", since=since)
    if attempt.state == "action required":
        return _("A payment of it waits since %(since)s for the confirmation at the bank.",
                 since=since)
    return _("A payment of it is under way since %(since)s. It cannot be paid again until the"
             " outcome is known.", since=since)

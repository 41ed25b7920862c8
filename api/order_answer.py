"""How an order to a gateway is answered: done, still open, or refused by the gateway."""

from flask import g
from werkzeug.exceptions import HTTPException

from billing.gateways import reasons
from billing.ledger.forward import OPEN
from tenants.errors import problem

DONE, ACCEPTED = 200, 202
REFUSED = ["declined", "not sent", "cancelled"]
ENDED = "closed"  # by staff, where the gateway never told
OF_ATTEMPT = [*OPEN, "approved", *REFUSED, ENDED]
OF_REFUND = [each for each in OF_ATTEMPT if each not in ("action required", ENDED)]


class PaymentRequired(HTTPException):
    """The gateway, or the bank behind it, has said no; no money has moved."""

    code, description = 402, ""
    name = "Payment Required"


def status(record):
    """Of an attempt or a refund that has not been refused."""
    return ACCEPTED if record.state in OPEN else DONE


def refused(record):
    return record.state not in OPEN and record.state != "approved"


def refusal(record, **ids):
    """The problem, with the gateway's reason as a word and in words."""
    told = PaymentRequired(reasons.text(record.reason))
    return problem(told, state=record.state, reason=record.reason, **ids)


def by():
    """Whose deed it is, as records name it."""
    return g.api_key.name

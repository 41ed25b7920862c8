"""What an order that was not carried out means for the payer's money.

https://docs.stripe.com/error-low-level: an answer of 400, 401, 402, 403, 404 or 429 was given
before or instead of taking money; 409 says that the same order is being worked on; a 5xx or none
says nothing.
"""

import stripe

from billing.gateways.errors import AttemptReused
from billing.gateways.outcome import Outcome, State
from billing.gateways.stripe import declines, intents
from billing.gateways.stripe.amounts import Inexpressible
from billing.gateways.wire import NotSent, Unanswered

UNREACHABLE = Outcome(State.NOT_SENT, "unreachable")
REFUSED = Outcome(State.NOT_SENT, "refused")
UNKNOWN = Outcome(State.UNKNOWN, "no_answer")
# The last five are what the library or we stumble over in an answer that is not as documented.
ANY = (NotSent, Unanswered, stripe.StripeError,
       AttributeError, KeyError, TypeError, ValueError, RecursionError)
PLAIN = (
    ((NotSent, stripe.RateLimitError), UNREACHABLE),
    ((stripe.AuthenticationError, stripe.PermissionError, Inexpressible), REFUSED),
)


def settled(send, attempt_id, invalid=None):
    """The outcome that `send` returns, or what its failing means. Raises AttemptReused.

    `invalid` maps the error object of an order that Stripe found wrong to an outcome.
    """
    try:
        return send()
    except stripe.IdempotencyError as error:
        raise AttemptReused(attempt_id) from error
    except ANY as error:
        return meaning(error, invalid or wrong_charge)


def meaning(error, invalid):
    try:
        return plain_meaning(error, invalid)
    except ANY:
        return UNKNOWN


def plain_meaning(error, invalid):
    for kinds, outcome in PLAIN:
        if isinstance(error, kinds):
            return outcome
    if isinstance(error, stripe.CardError):
        return declined(error)
    if isinstance(error, stripe.InvalidRequestError):
        return invalid(told(error))
    return UNKNOWN


def told(error):
    """The error object of a StripeError, as plain values."""
    body = error.json_body
    return body["error"] if isinstance(body, dict) and isinstance(body.get("error"), dict) else {}


def intent_of(error):
    """The PaymentIntent that the error is about, or empty."""
    return told(error).get("payment_intent") or {}


def declined(error):
    return Outcome(State.DECLINED, declines.reason(told(error)), intent_of(error).get("id"))


def wrong_charge(error):
    """Of a PaymentIntent that was tried, how it stands; else that nothing was done."""
    if (intent := error.get("payment_intent")) and intents.standing(intent) != intents.UNTOLD:
        return intents.outcome(intent)
    if error.get("param") in ("payment_method", "customer"):
        return Outcome(State.DECLINED, "method_unknown")
    return REFUSED


def before(error):
    """The outcome of an order that was not sent because something asked before went wrong."""
    outcome = meaning(error, lambda _: REFUSED)
    return outcome if outcome.state is State.NOT_SENT else UNREACHABLE

"""What gateways told, acted on: by asking, since an event does not say how things stand (M8).

Events come twice, late and in any order. Each leads to the same question and the same function as
the janitor's, which only goes forward, so none of that matters.
"""

from dataclasses import replace

from billing.gateways.outcome import State
from billing.ledger import paying
from billing.ledger.charge_back import charge_back
from billing.ledger.told import attempt_of, payment_attempt_of
from billing.ledger.webhook_event import LATER, WebhookEvent
from config.database import db
from workers import notices, payments
from workers.job import job


@job(WebhookEvent, instead=WebhookEvent.put_off)
def act(event):
    key, provider, told = event.webhook_event_id, event.provider, event.told
    state = ACTS[told.kind](provider, told)
    WebhookEvent.locked(key).become(state)
    db.session.commit()


def look(provider, told):
    """At a charge that can still change."""
    attempt = attempt_of(told)
    if attempt is None or not attempt.may_become(State.APPROVED):
        return "done"
    return LATER if asked(attempt, told) == State.UNKNOWN else "done"


def take_back(provider, told):
    """Money that was promised does not come, or was taken back."""
    attempt = payment_attempt_of(provider, told)
    if attempt is None:
        return "unmatched"
    if attempt.may_become(State.APPROVED):
        asked(attempt, told)
        attempt = payment_attempt_of(provider, told)
    if attempt.may_become(State.APPROVED):
        return LATER
    if attempt.state != State.APPROVED:
        return "done"
    return "done" if charge_back(attempt.attempt_id, told.reason) else "unmatched"


def asked(attempt, told):
    """The state that the gateway has told now, which is recorded."""
    attempt_id = attempt.attempt_id
    outcome = paying.ask(attempt)
    if outcome.state is State.DECLINED and told.reason:
        outcome = replace(outcome, reason=told.reason)
    payments.conclude(attempt_id, outcome)
    return outcome.state


def nothing(provider, told):
    return "done"


ACTS = {"attempt": look, "charge_back": take_back, "method": nothing, "other": nothing,
        "notices": notices.ask}

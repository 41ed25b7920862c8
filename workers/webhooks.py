"""What gateways told, acted on: by asking, since an event does not say how things stand (M8).

Events come twice, late and in any order. Each leads to the same question and the same function as
the janitor's, which only goes forward, so none of that matters.
"""

from dataclasses import replace

from billing.gateways import reasons
from billing.gateways.errors import GatewayError
from billing.gateways.outcome import State
from billing.ledger.charge_back import charge_back, give_back, standing
from billing.ledger.order import ask
from billing.ledger.told import attempt_of, charged_attempt_of, refund_of, unanswered
from billing.ledger.webhook_event import LATER, WebhookEvent, told_as
from config.database import db
from workers import methods, notices, payments, refunds
from workers.job import job

ENDS = (State.APPROVED, State.DECLINED)


@job(WebhookEvent, instead=WebhookEvent.put_off)
def act(event):
    key, provider, told = event.webhook_event_id, event.provider, event.told
    state = ACTS[told.kind](provider, told)
    WebhookEvent.locked(key).become(state)
    db.session.commit()


def look(provider, told):
    """At a charge, a refund or a void that can still change."""
    order, conclude = attempt_of(told), payments.conclude
    if order is None:
        order, conclude = refund_of(told), refunds.conclude
    if order is None or not changeable(order):
        return "done"
    return LATER if asked(order, told, conclude) == State.UNKNOWN else "done"


def changeable(order):
    return any(order.may_become(end) for end in ENDS)


def take_back(provider, told):
    """Money that was promised does not come, or was taken back."""
    attempt = charged_attempt_of(provider, told)
    if attempt is None:
        return LATER if unanswered(provider) else unmatched(provider, told)
    answer = changeable(attempt) and asked(attempt, told, payments.conclude)
    attempt = charged_attempt_of(provider, told)
    if attempt.open or answer == State.UNKNOWN:
        return LATER
    if attempt.state in ("declined", "cancelled"):
        return "done"
    return stand(provider, told, attempt)


def unmatched(provider, told):
    """Staff see once what nobody knows, however much is told of it."""
    known = told_as(provider, told, told.reason, ("unmatched", "seen"))
    return "done" if known else "unmatched"


def stand(provider, told, attempt):
    """As the bank has decided by now, whatever the event says; it counts where nobody else tells.
    """
    key = attempt.attempt_id
    try:
        taken = standing(attempt)
    except GatewayError:
        return LATER
    won = told.reason == reasons.WON
    if taken is None:
        taken = not (won or told_as(provider, told, reasons.WON))
    if taken:
        known = charge_back(key, None if won else told.reason)
        return "done" if known else unmatched(provider, told)
    payments.announce_won(give_back(key))
    return "done"


def asked(order, told, conclude):
    """The state that the gateway tells now, which is recorded; the reason may be the event's."""
    key = getattr(order, order.key_column().key)
    outcome = ask(order)
    if outcome.state is State.DECLINED and told.reason not in (None, reasons.WON):
        outcome = replace(outcome, reason=told.reason)
    conclude(key, outcome)
    return outcome.state


def ask_again(provider, told):
    if told.reference:
        methods.heard(told.reference)
    return "done"


def follow(provider, told):
    methods.changed(told.reference)
    return "done"


def nothing(provider, told):
    return "done"


ACTS = {"attempt": look, "charge_back": take_back, "method": ask_again,
        "saved_method": follow, "other": nothing,
        "notices": notices.ask}

"""What a payer's bank does with an approved charge, on demand, and the event that tells of it."""

from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from billing.gateways.reasons import WON
from billing.gateways.test import charge_backs
from billing.gateways.test.api import answer
from billing.gateways.test.api.attempts import entry_of, signed


def take(house, request, attempt_id):
    return acted(charge_backs.take, house, request, attempt_id)


def win(house, request, attempt_id):
    return acted(charge_backs.win, house, request, attempt_id)


def acted(act, house, request, attempt_id):
    entry_of(house, request, attempt_id)
    act(house.ledger, request.account, attempt_id)
    return show(house, request, attempt_id)


def show(house, request, attempt_id):
    entry_of(house, request, attempt_id)
    return answer({"charge_back": standing(house, request, attempt_id)})


def event(house, request, attempt_id):
    """Signed, as a webhook would bring it."""
    reference = entry_of(house, request, attempt_id)["reference"]
    state = standing(house, request, attempt_id)
    if state is None:
        raise NotFound("charge_back_not_found")
    return signed(house, request, {
        "event_id": f"ev_{reference}_{state}", "kind": "charge_back", "attempt_id": attempt_id,
        "reference": reference, "reason": WON if state == charge_backs.WON else None,
    })


def standing(house, request, attempt_id):
    return charge_backs.standing(house.ledger, request.account, attempt_id)


RULES = [
    Rule("/attempts/<attempt_id>/charge_back", methods=["GET"], endpoint=show),
    Rule("/attempts/<attempt_id>/charge_back", methods=["POST"], endpoint=take),
    Rule("/attempts/<attempt_id>/charge_back/win", methods=["POST"], endpoint=win),
    Rule("/attempts/<attempt_id>/charge_back/event", methods=["GET"], endpoint=event),
]

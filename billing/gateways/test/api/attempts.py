"""What became of an attempt, and the whole ledger for those who compare."""

import json

from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule
from werkzeug.wrappers import Response

from billing.gateways.outcome import State
from billing.gateways.test import orders, signature
from billing.gateways.test.api import answer
from billing.gateways.test.faults import troubled

HIDDEN = frozenset({"position", "account", "fingerprint", "return_url"})


def show(house, request, attempt_id):
    def work():
        return answer(shown(entry_of(house, request, attempt_id)))

    return troubled(house.faults.take(request.account, "find"), request.connection, work)


def settle(house, request, attempt_id):
    entry_of(house, request, attempt_id)
    return answer(shown(orders.settle(house.ledger, request.account, attempt_id)))


def event(house, request, attempt_id):
    """The event of an attempt's present state, signed, as a webhook would bring it."""
    entry = entry_of(house, request, attempt_id)
    return signed(house, request, {
        "event_id": f"ev_{entry['reference']}_{entry['state']}", "kind": "attempt",
        "attempt_id": attempt_id, "reference": entry["reference"],
    })


def signed(house, request, told):
    body = json.dumps(told)
    mark = signature.sign(house.secret, request.account, body.encode())
    return Response(body, mimetype="application/json", headers={signature.HEADER: mark})


def index(house, request):
    return answer({"entries": [shown(row) for row in house.ledger.entries(request.account)]})


def entry_of(house, request, attempt_id):
    entry = house.ledger.entry(request.account, attempt_id)
    if entry is None:
        raise NotFound("attempt_not_found")
    return entry


def shown(entry):
    told = {name: value for name, value in entry.items() if name not in HIDDEN}
    told["metadata"] = json.loads(entry["metadata"])
    waits = entry["state"] == State.ACTION_REQUIRED
    return {**told, "action_path": f"/actions/{entry['reference']}" if waits else None}


RULES = [
    Rule("/attempts/<attempt_id>", methods=["GET"], endpoint=show),
    Rule("/attempts/<attempt_id>/settle", methods=["POST"], endpoint=settle),
    Rule("/attempts/<attempt_id>/event", methods=["GET"], endpoint=event),
    Rule("/ledger", methods=["GET"], endpoint=index),
]

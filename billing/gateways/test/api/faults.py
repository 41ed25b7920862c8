"""Trouble ordered by a test for the next calls of its account."""

from werkzeug.routing import Rule

from billing.gateways.test.api import answer, built
from billing.gateways.test.faults import Fault


def create(house, request):
    house.faults.set(built(Fault, {**request.values_sent, "account": request.account}))
    return answer({})


def clear(house, request):
    house.faults.clear(request.account)
    return answer({})


RULES = [
    Rule("/faults", methods=["POST"], endpoint=create),
    Rule("/faults", methods=["DELETE"], endpoint=clear),
]

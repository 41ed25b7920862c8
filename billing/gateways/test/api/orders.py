"""Charges, refunds and voids, each with the trouble that was asked for."""

from dataclasses import asdict

from werkzeug.exceptions import UnprocessableEntity
from werkzeug.routing import Rule

from billing.gateways.charge import Charge, Refund, Void
from billing.gateways.test import methods, orders
from billing.gateways.test.api import answer, built
from billing.gateways.test.api.attempts import shown
from billing.gateways.test.faults import Fault, troubled
from billing.gateways.test.ledger import Reused


def charge(house, request):
    order = asdict(built(Charge, request.values_sent))
    fault = house.faults.take(request.account, "charge") or asked_by(house, request, order)
    return carried_out(house, request, order, orders.charge, fault)


def refund(house, request):
    order = asdict(built(Refund, request.values_sent))
    fault = house.faults.take(request.account, "refund")
    return carried_out(house, request, order, orders.refund, fault)


def void(house, request):
    order = asdict(built(Void, request.values_sent))
    fault = house.faults.take(request.account, "void")
    return carried_out(house, request, order, orders.void, fault)


def carried_out(house, request, order, decide, fault):
    def work():
        return answer(shown(decide(house.ledger, request.account, order)))

    try:
        return troubled(fault, request.connection, work)
    except Reused as error:
        raise UnprocessableEntity("attempt_reused") from error


def asked_by(house, request, order):
    """The trouble that the charged number stands for, or None."""
    known = methods.look_up(house.ledger, request.account, order["method"])
    number = known and known[2]
    return Fault(number.trouble, number.when) if number and number.trouble else None


RULES = [
    Rule("/charges", methods=["POST"], endpoint=charge),
    Rule("/refunds", methods=["POST"], endpoint=refund),
    Rule("/voids", methods=["POST"], endpoint=void),
]

"""Methods made by a program from a test number, and the field for people."""

from dataclasses import asdict

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.routing import Rule

from billing.gateways.test import fields, methods, numbers
from billing.gateways.test.api import answer


def create(house, request):
    entered = {name: str(value) for name, value in request.values_sent.items()}
    customer = entered.pop("customer", None)
    try:
        token = methods.register(house.ledger, request.account, customer, entered)
    except methods.Invalid as error:
        return answer({"error": "invalid", "fields": error.errors}, 422)
    return show(house, request, token)


def show(house, request, token):
    known = methods.look_up(house.ledger, request.account, token)
    if known is None:
        raise NotFound("method_not_found")
    return answer({"method": asdict(known[0]), "customer": known[1]})


def remove(house, request, token):
    if not methods.remove(house.ledger, request.account, token):
        raise NotFound("method_not_found")
    return answer({})


def open_field(house, request):
    sent = request.values_sent
    try:
        asked = sent["customer"], sent["return_url"], sent["kinds"]
        field_id = fields.begin(house.ledger, request.account, *asked)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRequest("invalid") from error
    return answer({"path": f"/fields/{field_id}"})


def index_numbers(house, request):
    """The numbers that mean something here, with their ready tokens."""
    shown = [
        {"digits": n.digits, "token": n.token, "type": n.type, "means": n.means}
        for n in numbers.ALL
    ]
    return answer({"numbers": shown})


RULES = [
    Rule("/methods", methods=["POST"], endpoint=create),
    Rule("/methods/<token>", methods=["GET"], endpoint=show),
    Rule("/methods/<token>", methods=["DELETE"], endpoint=remove),
    Rule("/fields", methods=["POST"], endpoint=open_field),
    Rule("/numbers", methods=["GET"], endpoint=index_numbers),
]

"""The field where a payer types a card or bank account; it hands back a token, once.

As a page of its own it leads back with the token in the address; in a frame it tells it the page
around.
"""

from werkzeug.routing import Rule

from billing.gateways.method import BANK_ACCOUNT, CARD
from billing.gateways.test import fields, methods, numbers
from billing.gateways.test.pages.page import back, gone, origin, rendered


def show(house, request, field_id):
    field = fields.known(house.ledger, field_id)
    if field is None:
        return gone()
    return form(field, request.args.get("kind"), {}, {}, in_frame(request))


def fill(house, request, field_id):
    entered = {name: value[:200] for name, value in request.form.items()}
    try:
        token, field = taken(house.ledger, field_id, entered)
    except methods.Invalid as error:
        field = fields.known(house.ledger, field_id)
        return form(field, entered["type"], entered, error.errors, in_frame(request))
    if field is None:
        return gone()
    return told(field, token) if in_frame(request) else back(field["return_url"], token=token)


def in_frame(request):
    return request.args.get("in") == "frame"


def told(field, token):
    """What tells the page around, and nobody else."""
    return rendered("taken.html", framed_by=field["return_url"], token=token,
                    origin=origin(field["return_url"]))


def taken(ledger, field_id, entered):
    """Use the field up for a token, both or neither: (token, field), or (None, None)."""
    with ledger.writing():
        field = fields.known(ledger, field_id)
        if field is None or entered.get("type") not in field["kinds"]:
            return None, None
        fields.use_up(ledger, field_id)
        return methods.register(ledger, field["account"], field["customer"], entered), field


def form(field, kind, entered, errors, framed=False):
    kind = kind if kind in field["kinds"] else field["kinds"][0]
    return rendered(
        "field.html",
        422 if errors else 200,
        form_to=field["return_url"],
        framed_by=field["return_url"] if framed else None,
        framed=framed,
        field=field,
        kind=kind,
        names={CARD: "Card", BANK_ACCOUNT: "Bank account"},
        entered=entered,
        errors=errors,
        numbers=[number for number in numbers.ALL if number.type == kind],
        routing_number=numbers.ROUTING_NUMBER,
    )


RULES = [
    Rule("/fields/<field_id>", methods=["GET"], endpoint=show),
    Rule("/fields/<field_id>", methods=["POST"], endpoint=fill),
]

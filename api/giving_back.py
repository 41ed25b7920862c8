"""Refunds and voids by programs, once for each Idempotency-Key (I2, M9, D21).

Answered as a payment is: 200 given back, 202 not known yet (look again at the refund), 402 the
gateway has said no, 422 there is nothing that could be given back so.
"""

from flask import abort
from marshmallow import fields
from sqlalchemy import select

from api.door import api
from api.order_answer import OF_REFUND, by, refusal, refused, status
from api.order_id import order_id, orders
from api.payments import find
from api.refusals import at_field
from billing.ledger import against, giving_back
from billing.ledger.refund import Refund
from billing.shape import Shape, Text
from billing.shape_numbers import Money, Price, units
from config.database import db
from workers import refunds

TAGS = {"tags": ["Payments"]}
ANOTHER = "This Idempotency-Key was sent before with another call."
AMOUNT = "All that is left of the payment where it is left out"


class VoidAskedShape(Shape):
    note = Text(500, lines=True, least=1, required=True, metadata={"description": "Why"})


class RefundAskedShape(VoidAskedShape):
    amount = Price(metadata={"description": AMOUNT})


class RefundShape(Shape):
    refund_id = fields.UUID()
    payment_id = fields.String()
    customer_id = fields.String()
    kind = fields.String(metadata={"enum": ["refund", "void"]})
    amount = Money()
    currency = fields.String()
    state = fields.String(metadata={"enum": OF_REFUND})
    reason = fields.String(metadata={"description": "Empty unless it was refused"})
    note = fields.String()
    created_date = fields.DateTime()
    created_by = fields.String()


@api.post("/payments/<payment_id>/refund", **TAGS)
@orders("refund_id")
@api.arguments(RefundAskedShape)
@api.response(200, RefundShape)
@api.alt_response(202, schema=RefundShape, success=True)
def refund_payment(fields, payment_id):
    """Give money of a payment back"""
    payment = find(payment_id)
    amount = units("amount", fields.get("amount"), payment.currency)
    return given_back("refund", payment, payment.left if amount is None else amount, fields["note"])


@api.post("/payments/<payment_id>/void", **TAGS)
@orders("refund_id")
@api.arguments(VoidAskedShape)
@api.response(200, RefundShape)
@api.alt_response(202, schema=RefundShape, success=True)
def void_payment(fields, payment_id):
    """Undo a payment as a whole"""
    payment = find(payment_id)
    return given_back("void", payment, payment.payment_amount, fields["note"])


@api.get("/refunds/<uuid:refund_id>", **TAGS)
@api.response(200, RefundShape)
def refund(refund_id):
    """Look at what has become of a refund or void"""
    return known(refund_id) or abort(404)


def given_back(kind, payment, amount, note):
    key, payment_id = order_id(kind), payment.payment_id
    if known(key) is None:
        carry_out(payment_id, key, kind, amount, note)
    found = known(key)
    if found.payment_id != payment_id:
        abort(422, ANOTHER)
    return refusal(found, refund_id=str(key)) if refused(found) else (found, status(found))


def carry_out(payment_id, key, kind, amount, note):
    """Once; whoever dies on the way leaves a row that is asked about (see giving_back)."""
    try:
        order = giving_back.begin(payment_id, key, kind, amount, note, by())
    except against.MoreThanLeft as refused:
        raise at_field("amount", str(refused)) from refused
    if order is None:
        refunds.announce(Refund.locked(key))
    else:
        db.session.commit()
        refunds.conclude(key, order.carry_out())


def known(refund_id):
    query = select(Refund).where(Refund.refund_id == refund_id)
    return db.session.scalar(query.execution_options(populate_existing=True))

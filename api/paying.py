"""A program charges a saved payment method for an invoice, once for each Idempotency-Key (I2, M6).

The answer says how it stands: 200 paid, 202 not known yet or still to be confirmed or settled (look
again at the attempt), 402 the bank has said no, 409 it cannot be paid now, as while another payment
of the invoice is under way (D26).
"""

from flask import abort, g
from marshmallow import ValidationError, fields
from sqlalchemy import select

from api.door import api
from api.order_answer import OF_ATTEMPT, by, refusal, refused, status
from api.order_id import order_id, orders
from api.refusals import at_field
from billing.ledger import paying
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.invoice import Invoice
from billing.ledger.objection import Objection
from billing.ledger.payment_method import PaymentMethod
from billing.ledger.source_writing import NOTHING
from billing.people.customer import Customer
from billing.shape import Reference, Shape
from billing.shape_numbers import Money, Price, units
from billing.writing import NOWHERE
from config.database import db
from workers import payments

TAGS = {"tags": ["Payments"]}
OTHERS = "This payment method belongs to a customer who cannot pay this invoice."
DRAFT = "This invoice is a draft; post it first."
ANOTHER = "This Idempotency-Key was sent before with another call."
AMOUNT = "Of the invoice's currency; all that is due where it is left out"
CONFIRM = "Where somebody of the customer confirms the payment; null where nobody has to"


class PayShape(Shape):
    payment_method_id = Reference(required=True)
    amount = Price(metadata={"description": AMOUNT})


class ShareShape(Shape):
    invoice_id = fields.String()


class AttemptShape(Shape):
    attempt_id = fields.UUID()
    customer_id = fields.String()
    payment_method_id = fields.String(allow_none=True)
    amount = Money()
    currency = fields.String()
    invoices = fields.Pluck(ShareShape, "invoice_id", many=True, attribute="shares")
    state = fields.String(metadata={"enum": OF_ATTEMPT})
    reason = fields.String(metadata={"description": "Empty unless it was refused"})
    payment_id = fields.String(allow_none=True)
    action_url = fields.Function(
        lambda attempt: page_of(attempt) if attempt.state == "action required" else None,
        metadata={"type": ["string", "null"], "description": CONFIRM})
    created_date = fields.DateTime()


@api.post("/invoices/<invoice_id>/pay", **TAGS)
@orders("attempt_id")
@api.arguments(PayShape)
@api.response(200, AttemptShape)
@api.alt_response(202, schema=AttemptShape, success=True)
def pay_invoice(fields, invoice_id):
    """Charge a saved payment method for an invoice"""
    key = order_id("pay")
    invoice = db.first_or_404(select(Invoice).where(Invoice.invoice_id == invoice_id))
    if known(key) is None:
        charge(key, invoice, **fields)
    attempt = known(key)
    if [each.invoice_id for each in attempt.shares] != [invoice_id]:
        abort(422, ANOTHER)
    if refused(attempt):
        return refusal(attempt, attempt_id=str(key))
    return attempt, status(attempt)


@api.get("/payment_attempts/<uuid:attempt_id>", **TAGS)
@api.response(200, AttemptShape)
def payment_attempt(attempt_id):
    """Look at what has become of a payment that was begun"""
    return known(attempt_id) or abort(404)


def charge(key, invoice, payment_method_id, amount=None):
    """Begun, kept, asked for once, and told; whoever dies on the way leaves what is asked about."""
    if invoice.status == "Draft":
        abort(409, DRAFT)
    payer = payer_of(invoice, payment_method_id)
    minor = units("amount", amount, invoice.currency)
    if minor == 0:
        raise ValidationError(NOTHING, "amount")
    try:
        order = paying.begin(payer, None, key, payment_method_id, {invoice.invoice_id: minor},
                             parts=True, present=False, return_url=address(key), by=by())
    except Objection as objection:
        db.session.rollback()
        return known(key) or refuse(objection)
    db.session.commit()
    payments.conclude(key, order.carry_out())


def refuse(objection):
    """A choice that cannot be is pointed at; one that was overtaken is not the caller's fault."""
    if objection.status != 422:
        abort(objection.status, str(objection))
    field = "payment_method_id" if objection.concerns == "method" else "amount"
    raise at_field(field, str(objection))


def payer_of(invoice, payment_method_id):
    """The customer whose method it is, where the invoice is its own or an open child's (D23)."""
    query = select(Customer).join(PaymentMethod, Customer.customer_id == PaymentMethod.customer_id)
    payer = db.session.scalar(query.where(PaymentMethod.payment_method_id == payment_method_id))
    if payer is None:
        raise ValidationError(NOWHERE, "payment_method_id")
    if invoice.customer_id not in payer.family:
        raise ValidationError(OTHERS, "payment_method_id")
    return payer


def known(attempt_id):
    query = select(PaymentAttempt).where(PaymentAttempt.attempt_id == attempt_id)
    return db.session.scalar(query.execution_options(populate_existing=True))


def page_of(attempt):
    return address(attempt.attempt_id)


def address(attempt_id):
    return f"{g.tenant.base_url}/portal/payments/attempts/{attempt_id}"

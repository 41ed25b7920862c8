"""A payment as programs and files write it, and as the API shows it (I2)."""

from marshmallow import fields

from billing.ledger.payment import STATES, TYPES
from billing.ledger.share_shape import shares
from billing.shape import Choice, Currency, Day, Id, Recorded, Reference, Text
from billing.shape_numbers import Money, Price

REFUNDED = "What was given back before the payment is entered here; from then on refunds give back"


class PaymentShape(Recorded):
    """`status` and `invoices` stay as they are where they are left out."""

    payment_id = Id(required=True)
    customer_id = Reference(required=True)
    payment_date = Day(required=True)
    payment_amount = Price(required=True)
    applied_amount = Money(dump_only=True)
    unapplied_amount = Money(dump_only=True)
    refunded_amount = Price(metadata={"description": REFUNDED})
    status = Choice(STATES)
    payment_type = Choice(TYPES)
    payment_method = Text(load_default="")
    reference_number = Text(load_default="")
    currency = Currency(required=True)
    invoices = shares()
    failure_reason = fields.String(dump_only=True)
    retried_attempts = fields.Integer(dump_only=True)
    notes = Text(1000, lines=True, load_default="")

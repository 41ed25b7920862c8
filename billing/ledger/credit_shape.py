"""A credit as programs and files write it, and as the API shows it (I2)."""

from billing.ledger.credit import STATES
from billing.ledger.share_shape import shares
from billing.shape import Choice, Currency, Day, Id, Recorded, Reference, Text
from billing.shape_numbers import Money, Price


class CreditShape(Recorded):
    """`status` follows what is applied, but for “Reversed”, which ends it."""

    credit_id = Id(required=True)
    customer_id = Reference(required=True)
    credit_date = Day(required=True)
    credit_amount = Price(required=True)
    applied_amount = Money(dump_only=True)
    unapplied_amount = Money(dump_only=True)
    currency = Currency(required=True)
    reference_number = Text(load_default="")
    status = Choice(STATES)
    invoices = shares()
    notes = Text(1000, lines=True, load_default="")

"""A customer as programs and files write it, and as the API shows it (I2)."""

from marshmallow import fields

from billing.people import contact
from billing.people.customer import STATES
from billing.shape import Choice, Currency, Id, Recorded, Reference, Shape, Text, Tick
from billing.shape_numbers import Money


class BalanceShape(Shape):
    currency = fields.String()
    amount = Money()
    past_due = Money()


class DeliveryShape(Shape):
    print = Tick(load_default=False)
    email = Tick(load_default=True)


class CustomerShape(Recorded):
    """`portal_enabled` and `auto_pay` are also decided by people: they stay where left out."""

    customer_id = Id(required=True)
    name = Text(least=1, required=True)
    description = Text(1000, lines=True, load_default="")
    parent_customer = Reference(allow_none=True, load_default=None)
    bill_to_parent = Tick(load_default=False)
    status = Choice(STATES, load_default="Active")
    currency = Currency(required=True)
    payment_terms = Text(load_default="")
    billing_contact_id = Reference(allow_none=True, load_default=None)
    shipping_contact_id = Reference(allow_none=True, load_default=None)
    auto_pay = Tick()
    edit_auto_pay = Tick(load_default=True)
    delivery_preferences = fields.Nested(
        DeliveryShape, load_default=lambda: {"print": False, "email": True})
    portal_enabled = Tick()
    portal_status = fields.String(dump_only=True, metadata={"enum": list(contact.STATES)})
    payment_gateway_id = Reference(allow_none=True, load_default=None)
    balances = fields.List(fields.Nested(BalanceShape), dump_only=True)
    credit_enabled = Tick(load_default=True)
    ach_enabled = Tick(load_default=True)

"""A subscription as programs and files write it, and as the API shows it (I2, P9)."""

from marshmallow import fields

from billing.ledger.subscription import STATES
from billing.shape import (
    Choice,
    Currency,
    Day,
    Id,
    Part,
    Recorded,
    Reference,
    Several,
    Shape,
    Text,
    Tick,
)
from billing.shape_numbers import Exact

MOST = 500  # lines


class SubscriptionLineShape(Shape):
    """Prices are exact decimals in the subscription's currency, for one unit."""

    subscription_line_id = Reference(required=True)
    product_name = Text(250, load_default="")
    plan_name = Text(250, load_default="")
    charge_id = Reference(allow_none=True, load_default=None)
    charge_name = Text(250, load_default="")
    pricing_model = Text(load_default="")
    quantity = Exact(allow_none=True, load_default=None)
    unit_of_measure = Text(load_default="")
    list_price = Exact(allow_none=True, load_default=None)
    effective_price = Exact(allow_none=True, load_default=None)
    billing_period = Text(load_default="")


class SubscriptionShape(Recorded):
    """What was agreed on; shown here, and billed elsewhere (D18)."""

    subscription_id = Id(required=True)
    customer_id = Reference(required=True)
    status = Choice(STATES, load_default="Draft")
    service_start_date = Day(required=True)
    billing_start_date = Day(allow_none=True, load_default=None)
    current_period_start_date = Day(allow_none=True, load_default=None)
    current_period_end_date = Day(allow_none=True, load_default=None)
    contract_term = Text(load_default="")
    renewal_term = Text(load_default="")
    auto_renew = Tick(load_default=False)
    cancellation_date = Day(allow_none=True, load_default=None)
    next_invoice_date = fields.Date(dump_only=True, allow_none=True)
    currency = Currency()
    lines = Several(Part(SubscriptionLineShape), MOST, load_default=list)

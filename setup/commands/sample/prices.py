"""What Acme Cloud sells by use."""

from decimal import Decimal
from typing import NamedTuple


class Price(NamedTuple):
    """`typical` is what a customer of size 1 uses in a month; `places` its decimal places."""

    product: str
    charge: str
    unit: str
    price: Decimal
    typical: int
    places: int


def price(product, charge, unit, amount, typical, places):
    return Price(product, charge, unit, Decimal(amount), typical, places)


PRICES = (
    price("Compute", "General purpose", "vCPU-Hours", "0.0432", 4200, 3),
    price("Compute", "Memory optimized", "vCPU-Hours", "0.0618", 900, 3),
    price("Block Storage", "SSD volumes", "GB-Months", "0.094", 820, 6),
    price("Object Storage", "Standard", "GB-Months", "0.021", 5400, 6),
    price("Object Storage", "Requests", "Thousand requests", "0.0045", 21000, 0),
    price("Data Transfer", "To the internet", "GB", "0.085", 1350, 9),
    price("Managed Databases", "Postgres, 4 vCPU", "Instance-Hours", "0.3565", 730, 2),
    price("Functions", "Duration", "GB-Seconds", "0.0000166667", 2600000, 4),
    price("Message Queue", "Messages", "Million messages", "0.38", 34, 6),
)
SUPPORT = (("Support", "Business support", Decimal("250")),
           ("Consulting", "Architecture review, hours", Decimal("180")))

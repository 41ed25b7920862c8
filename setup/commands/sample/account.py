"""A customer of the demo, and the people who pay for it."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Account:
    """`size` scales what it uses, `habit` is how it pays; `invoices` how many it gets in all,
    where that is not one a month; a guest signs in like the company's logins, though nobody is
    told; `contact` are columns that differ from a plain contact's."""

    customer_id: str
    name: str
    person: tuple  # first name, last name
    email: str
    place: tuple  # street, city, state, zip, country
    size: Decimal = Decimal(1)
    habit: str = "prompt"
    currency: str = ""
    tax: Decimal = Decimal(0)
    terms: int = 30
    invoices: int | None = None
    metered: bool = True
    guest: bool = False
    customer: dict = field(default_factory=dict)
    contact: dict = field(default_factory=dict)

    @property
    def contact_id(self):
        return self.customer_id.replace("C-", "CT-")

    @property
    def terms_name(self):
        return f"Net {self.terms}" if self.terms else "Due on receipt"

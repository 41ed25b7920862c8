"""A portal user on a running visit, at one of the customers within reach (R7, D2)."""

from dataclasses import dataclass
from datetime import datetime

from flask_login import UserMixin

from config import clock
from tenants import token

OPEN = "select * from open_portal_visit(%s, %s, %s)"
PAYERS = ("Owner", "Payer")


def opening(tenant_id, secret, moment: datetime | None = None):
    """The statement that must come first on a signed-in page; see migration 0012."""
    return OPEN, (tenant_id, token.hashed(secret), moment or clock.now())


@dataclass(frozen=True)
class Visitor(UserMixin):
    """The row that the opening answered with; nobody is signed in without one."""

    visit_id: int
    portal_user_id: int
    email: str
    language: str | None
    time_zone: str | None
    theme: str | None
    contact_id: str
    contact_name: str
    portal_role: str
    customer_id: str
    customer_name: str
    currency: str
    customers: list
    columns: dict
    family: list | None

    @property
    def may_pay(self):
        """Owners and Payers pay, Viewers look (D7)."""
        return self.portal_role in PAYERS

    @property
    def initials(self):
        words = self.contact_name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"

    @property
    def children(self):
        """(name, customer_id) of the children whose invoices are seen here too (P13, D23)."""
        return self.family or []

    def get_id(self):
        return str(self.portal_user_id)

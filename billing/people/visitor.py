"""A portal user on a running visit, at one of the customers within reach (R7, D2)."""

from dataclasses import dataclass, fields

from flask_login import UserMixin

from config import clock
from tenants import token
from tenants.actor import Actor

OPENERS = {False: "open_portal_visit", True: "open_customer_view"}
OPEN = {staff: f"select * from {by}(%s, %s, %s)" for staff, by in OPENERS.items()}
OPEN_WITH_HEADER = {
    staff: f"select v.*, h.* from {by}(%s, %s, %s) v, portal_header(v.customer_id, %s) h"
    for staff, by in OPENERS.items()
}
PAYERS = ("Owner", "Payer")


def opening(tenant_id, secret, today=None, staff=False):
    """The statement that must come first on a signed-in page; see migration 0012.

    With the tenant's day its row has the header's figures beside the visitor's. `staff` tells the
    secret of who looks at a customer's portal (migration 0019) from a portal user's own.
    """
    whose = (tenant_id, token.hashed(secret), clock.now())
    return (OPEN_WITH_HEADER[staff], (*whose, today)) if today else (OPEN[staff], whose)


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
    staff_id: int | None = None

    @classmethod
    def of(cls, row):
        """From the opening's row."""
        return cls(**{name: row[name] for name in FACTS}, staff_id=row.get("staff_id"))

    @property
    def may_pay(self):
        """Owners and Payers pay, Viewers look (D7)."""
        return self.portal_role in PAYERS

    @property
    def owns(self):
        """Owners also say whether the account pays by itself (D7)."""
        return self.portal_role == PAYERS[0]

    @property
    def looks_on(self):
        """Whether this is staff, who look at the customer's portal and do nothing in it (S14)."""
        return self.staff_id is not None

    @property
    def actor(self):
        """Staff who look at a customer's portal are themselves, on behalf of it (S14)."""
        if self.looks_on:
            return Actor("staff", str(self.staff_id), self.contact_name, self.customer_id)
        return Actor("portal user", str(self.portal_user_id), self.email)

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


FACTS = tuple(each.name for each in fields(Visitor) if each.name != "staff_id")

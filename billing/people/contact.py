"""A person at a customer, with one e-mail address."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from billing.people.portal_user import PortalUser
from billing.record import Recorded, belongs_to, named_by
from config.database import db
from config.languages import N_
from tenants.isolation import Tenanted

STATES = (N_("Not invited"), N_("Pending"), N_("Enabled"), N_("Disabled"))
KNOWN = STATES[1:]
ROLES = (N_("Owner"), N_("Payer"), N_("Viewer"))


def standing(contact):
    """The Portal Status of one person: who may not use the portal is shut out, however known."""
    waits_or_is_in = contact.access in ("Pending", "Enabled")
    return contact.access if contact.portal_allowed or not waits_or_is_in else "Disabled"


class Contact(Recorded, Tenanted, db.Model):
    """A contact's key is unique inside the tenant, as the company gives it."""

    __tablename__ = "contact"
    __table_args__ = (
        named_by("contact_id"),
        CheckConstraint(
            "access in ('Not invited', 'Pending', 'Enabled', 'Disabled')", name="access"
        ),
        CheckConstraint("portal_role in ('Owner', 'Payer', 'Viewer')", name="portal_role"),
        belongs_to("customer", "customer_id"),
        belongs_to("portal_user", "portal_user_id"),
        Index("ix_contact_updated", "tenant_id", "updated_date", "contact_id"),
        Index("ix_contact_customer", "tenant_id", "customer_id"),
        Index("ix_contact_portal_user", "tenant_id", "portal_user_id"),
        Index("ix_contact_email", "tenant_id", "email"),
        Index("ix_contact_access", "tenant_id", "access", "customer_id"),
    )

    contact_id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    display_name: Mapped[str]
    first_name: Mapped[str] = mapped_column(server_default="", default="")
    last_name: Mapped[str] = mapped_column(server_default="", default="")
    email: Mapped[str] = mapped_column(server_default="", default="")
    phone: Mapped[str] = mapped_column(server_default="", default="")
    mobile: Mapped[str] = mapped_column(server_default="", default="")
    job_title: Mapped[str] = mapped_column(server_default="", default="")
    department: Mapped[str] = mapped_column(server_default="", default="")
    address1: Mapped[str] = mapped_column(server_default="", default="")
    address2: Mapped[str] = mapped_column(server_default="", default="")
    city: Mapped[str] = mapped_column(server_default="", default="")
    county: Mapped[str] = mapped_column(server_default="", default="")
    state: Mapped[str] = mapped_column(server_default="", default="")
    zip: Mapped[str] = mapped_column(server_default="", default="")
    country: Mapped[str] = mapped_column(server_default="", default="")
    portal_allowed: Mapped[bool] = mapped_column(server_default="true", default=True)
    access: Mapped[str] = mapped_column(server_default="Not invited", default="Not invited")
    portal_role: Mapped[str] = mapped_column(server_default="Payer", default="Payer")
    portal_user_id: Mapped[int | None] = mapped_column(BigInteger)
    erased_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    customer = relationship("Customer", viewonly=True)
    portal_user = relationship(PortalUser, viewonly=True)

    @property
    def title(self):
        """The name; of who is erased only that they are, in the reader's language."""
        return _("%(id)s (erased)", id=self.contact_id) if self.erased_at else self.display_name

    @property
    def address_lines(self):
        place = " ".join(part for part in (self.city, self.state, self.zip) if part)
        return [line for line in (self.address1, self.address2, place, self.country) if line]

    def enable(self):
        """Let this person in; after the address is confirmed, not before (D3)."""
        self.access = "Enabled"

    def disable(self):
        """Shut this person out, at the next request (A7)."""
        self.access = "Disabled"

"""An account that the company bills; may have a parent, one level deep (D23)."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.known import own_key
from billing.people.contact import KNOWN, Contact, standing
from billing.record import Recorded, belongs_to, named_by
from config.database import db
from config.languages import N_
from tenants.isolation import Tenanted

STATES = (N_("Active"), N_("Inactive"))


class Customer(Recorded, Tenanted, db.Model):
    __tablename__ = "customer"
    __table_args__ = (
        named_by("customer_id"),
        CheckConstraint("status in ('Active', 'Inactive')", name="status"),
        CheckConstraint("parent_customer <> customer_id", name="own_parent"),
        belongs_to("customer", "parent_customer", key=["customer_id"]),
        Index("ix_customer_updated", "tenant_id", "updated_date", "customer_id"),
        Index("ix_customer_name", "tenant_id", "name", "customer_id"),
        Index("ix_customer_parent", "tenant_id", "parent_customer"),
        Index("ix_customer_autopay", "tenant_id", "customer_id",
              postgresql_where="auto_pay or autopay_since is not null"),
    )

    customer_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(server_default="", default="")
    parent_customer: Mapped[str | None]
    bill_to_parent: Mapped[bool] = mapped_column(server_default="false", default=False)
    status: Mapped[str] = mapped_column(server_default="Active", default="Active")
    currency: Mapped[str]
    payment_terms: Mapped[str] = mapped_column(server_default="", default="")
    billing_contact_id: Mapped[str | None]
    shipping_contact_id: Mapped[str | None]
    auto_pay: Mapped[bool] = mapped_column(server_default="false", default=False)
    autopay_since: Mapped[date | None]
    edit_auto_pay: Mapped[bool] = mapped_column(server_default="true", default=True)
    delivery_preferences: Mapped[dict] = mapped_column(
        JSONB, default=lambda: {"print": False, "email": True}
    )
    portal_enabled: Mapped[bool] = mapped_column(server_default="false", default=False)
    payment_gateway_id: Mapped[str | None]
    credit_enabled: Mapped[bool] = mapped_column(server_default="true", default=True)
    ach_enabled: Mapped[bool] = mapped_column(server_default="true", default=True)
    tax_id: Mapped[str] = mapped_column(server_default="", default="")
    purchase_order: Mapped[str] = mapped_column(server_default="", default="")

    contacts = relationship(Contact, viewonly=True, order_by=Contact.display_name)

    @property
    def billing_contact(self):
        """The contact who gets the bills, or None."""
        return db.session.scalar(
            select(Contact).where(
                Contact.customer_id == self.customer_id,
                Contact.contact_id == self.billing_contact_id,
            )
        )

    @property
    def parent(self):
        return self.parent_customer and db.session.scalar(
            select(Customer).where(Customer.customer_id == self.parent_customer)
        )

    @property
    def children(self):
        return db.session.scalars(
            select(Customer)
            .where(Customer.parent_customer == self.customer_id)
            .order_by(Customer.name)
        ).all()

    @property
    def mail_wanted(self):
        """E-mail Delivery Preference (A3)."""
        return bool(self.delivery_preferences.get("email"))

    @property
    def portal_status(self):
        """Disabled if the gate is closed, else the best of the contacts' states (D2).

        Nobody is shut out where nobody was let in; of a child that bills to its parent, whose own
        people are never invited, it tells whether the parent's see it.
        """
        states = {standing(contact) for contact in self.contacts}
        gate = self.portal_enabled and self.status == "Active"
        if not gate and (self.bill_to_parent or states & {*KNOWN}):
            return "Disabled"
        best = (state for state in ("Enabled", "Pending", "Disabled") if state in states)
        return next(best, "Not invited")

    def keep_methods(self):
        """Until the transaction ends none of its payment methods is deleted (M4)."""
        mine = select(Customer.customer_id).where(Customer.customer_id == self.customer_id)
        db.session.execute(mine.with_for_update(read=True, key_share=True))

    def find(self, record, key):
        """This customer's own record of that id; 404 for any other's, as for no such id."""
        return db.first_or_404(
            select(record).where(
                own_key(record) == key, record.customer_id == self.customer_id
            )
        )

    @property
    def family(self):
        """The ids of this customer and of its children whose gate is open (P13, D23)."""
        ours = (child.customer_id for child in self.children if child.open)
        return [self.customer_id, *ours]

    @property
    def open(self):
        """Whether the gate of the account lets anyone in (D2)."""
        return self.portal_enabled and self.status == "Active"

    def find_of_family(self, record, key):
        """The record of this customer or of a child whose gate is open; 404 as for no such id."""
        return db.first_or_404(
            select(record).where(own_key(record) == key, record.customer_id.in_(self.family))
        )

    def open_gate(self):
        """Portal access for this account; each contact keeps its own state (D2)."""
        self.portal_enabled = True

    def close_gate(self):
        """Ends access of all its users, at their next request (A6)."""
        self.portal_enabled = False

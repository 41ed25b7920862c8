"""Money that came in, by a gateway or outside of it (D21)."""

import uuid
from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Computed, Index, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.ledger.allocation import Allocation
from billing.ledger.taking_back import TakenBack
from billing.record import Recorded, belongs_to, named_by
from config.database import db
from tenants.isolation import Tenanted

STATES = ("Processing", "Processed", "Declined", "Refunded", "Voided", "Charged Back")
TYPES = ("Electronic", "External")
RECEIPTED = ("Processed", "Refunded")


class Payment(TakenBack, Recorded, Tenanted, db.Model):
    """Amounts are minor units of `currency`; only money that is really there can be unapplied.

    `entry_id` is the form that an external one was typed into, which records it once (M13).
    """

    __tablename__ = "payment"
    __table_args__ = (
        named_by("payment_id"),
        CheckConstraint(
            "status in ('Processing', 'Processed', 'Declined', 'Refunded', 'Voided',"
            " 'Charged Back')",
            name="status",
        ),
        CheckConstraint("payment_type in ('Electronic', 'External')", name="payment_type"),
        CheckConstraint("payment_amount > 0", name="amount"),
        CheckConstraint("applied_amount >= 0 and refunded_amount >= 0", name="parts"),
        CheckConstraint("applied_amount + refunded_amount <= payment_amount", name="whole"),
        belongs_to("customer", "customer_id"),
        Index("ix_payment_updated", "tenant_id", "updated_date", "payment_id"),
        Index("ix_payment_customer", "tenant_id", "customer_id", "payment_date", "payment_id"),
        Index(
            "ix_payment_unapplied",
            "tenant_id",
            "customer_id",
            postgresql_include=["currency", "unapplied_amount", "status", "payment_amount"],
            postgresql_where="status = 'Processing' or unapplied_amount <> 0",
        ),
        Index("ix_payment_charged_back", "tenant_id", "updated_date",
              postgresql_where="status = 'Charged Back'"),
        Index("uq_payment_entry", "tenant_id", "entry_id", unique=True,
              postgresql_where="entry_id is not null"),
    )

    payment_id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    payment_date: Mapped[date]
    currency: Mapped[str]
    payment_amount: Mapped[int] = mapped_column(BigInteger)
    applied_amount: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    refunded_amount: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    unapplied_amount: Mapped[int] = mapped_column(
        BigInteger,
        Computed(
            "case when status = 'Processed'"
            " then payment_amount - applied_amount - refunded_amount else 0 end",
            persisted=True,
        ),
    )
    status: Mapped[str]
    payment_type: Mapped[str] = mapped_column(server_default="Electronic", default="Electronic")
    payment_method: Mapped[str] = mapped_column(server_default="", default="")
    reference_number: Mapped[str] = mapped_column(server_default="", default="")
    failure_reason: Mapped[str] = mapped_column(server_default="", default="")
    retried_attempts: Mapped[int] = mapped_column(server_default="0", default=0)
    notes: Mapped[str] = mapped_column(server_default="", default="")
    entry_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)

    customer = relationship("Customer", viewonly=True)
    allocations = relationship(Allocation, viewonly=True, order_by=Allocation.allocation_id)
    rests = relationship("Credit", viewonly=True)

    @classmethod
    def locked(cls, payment_id):
        """The payment for writing, as it stands now; None for no id."""
        return payment_id and db.session.scalars(
            select(cls).where(cls.payment_id == payment_id).with_for_update()
            .execution_options(populate_existing=True)
        ).one()

    @property
    def kept(self):
        """What of it was more than was due and is kept as a credit, in minor units (M2)."""
        return sum(each.credit_amount for each in self.rests if each.status != "Reversed")

    @property
    def unspent(self):
        """What is counted towards nothing yet, and not given back."""
        return self.payment_amount - self.applied_amount - self.refunded_amount

    def apply_up_to(self, invoice, amount):
        """Count so much towards the locked invoice, or what it still takes and this still has."""
        fitting = min(amount, self.unspent, invoice.owing)
        if fitting > 0:
            self.apply(invoice, fitting)

    def apply(self, invoice, amount):
        """Count so much towards the invoice, which the caller holds locked."""
        self.draw(invoice, amount)
        db.session.add(
            Allocation(invoice_id=invoice.invoice_id, payment_id=self.payment_id, amount=amount)
        )

    def draw(self, invoice, amount):
        """Move the sums alone; the caller writes the Allocation."""
        self.applied_amount += amount
        invoice.settle(amount)

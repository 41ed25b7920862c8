"""Money given back: a part of a payment, or a void of all of it; asked for once (M9)."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from billing.ledger.attempt import PaymentAttempt
from billing.ledger.forward import Forward
from billing.ledger.payment import Payment
from billing.people.customer import Customer
from billing.record import Stamped, belongs_to
from config.database import db
from tenants.isolation import Tenanted
from tenants.waiting import Waiting

OPEN = "state in ('pending', 'unknown', 'processing')"


class Refund(Forward, Waiting, Stamped, Tenanted, db.Model):
    """Committed before the gateway is called; its id is the idempotency key there.

    `amount` is minor units, `note` why staff gave it back, `reason` why the gateway did not.
    `failed_at` is set where that is no answer to staff, who believed it to be on its way.
    `attempt_id` is the payment's; None where no gateway took the money, and nothing is asked then.
    """

    __tablename__ = "refund"
    __table_args__ = (
        CheckConstraint("kind in ('refund', 'void')", name="kind"),
        CheckConstraint(
            "state in ('pending', 'unknown', 'processing', 'approved', 'declined', 'not sent',"
            " 'cancelled')",
            name="state",
        ),
        CheckConstraint("amount > 0", name="amount"),
        belongs_to("customer", "customer_id"),
        belongs_to("payment", "payment_id"),
        belongs_to("payment_attempt", "attempt_id"),
        Index("ix_refund_due", "due_at", "tenant_id", postgresql_where="due_at is not null"),
        Index("ix_refund_customer", "tenant_id", "customer_id"),
        Index("ix_refund_payment", "tenant_id", "payment_id"),
        Index("ix_refund_failed", "tenant_id", "failed_at",
              postgresql_where="failed_at is not null"),
        Index("uq_refund_open", "tenant_id", "payment_id", unique=True, postgresql_where=OPEN),
    )

    refund_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    customer_id: Mapped[str]
    payment_id: Mapped[str]
    attempt_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    kind: Mapped[str]
    currency: Mapped[str]
    amount: Mapped[int] = mapped_column(BigInteger)
    note: Mapped[str]
    asked_by: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="pending", default="pending")
    gateway_reference: Mapped[str] = mapped_column(server_default="", default="")
    reason: Mapped[str] = mapped_column(server_default="", default="")
    failed_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    payment = relationship(Payment, viewonly=True)
    attempt = relationship(PaymentAttempt, viewonly=True)
    customer = relationship(Customer, viewonly=True)
    shares = ()

    @classmethod
    def key_column(cls):
        return cls.refund_id

    @classmethod
    def locked(cls, refund_id):
        """The refund for writing, as it stands now; before its payment, always."""
        return db.session.scalars(
            select(cls).where(cls.refund_id == refund_id).with_for_update()
            .execution_options(populate_existing=True)
        ).one()

    @classmethod
    def of(cls, payment):
        """All of a payment, the oldest first."""
        query = select(cls).where(cls.payment_id == payment.payment_id)
        return db.session.scalars(query.order_by(cls.created_date, cls.refund_id)).all()

    def may_become(self, state):
        """As an attempt; but banks send a refund back weeks after it was given."""
        if self.state == "approved":
            return state == "declined"
        return super().may_become(state)

    @property
    def charged(self):
        return self.attempt

    @property
    def reader(self):
        """Where the letter about it goes: who paid, else the billing contact; may be empty."""
        if self.attempt:
            return self.attempt.reader
        contact = self.customer.billing_contact
        return contact.email if contact else ""

"""What autopay does about one invoice: when it is charged, what failed, and what is next (M5).

There is one row for an invoice, kept by the database, and each attempt's id is made from it and
from how many went before: whoever comes twice, or at once, begins the same attempt (D25).
"""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from billing.ledger.attempt import PaymentAttempt
from billing.ledger.autopay_day import morning
from billing.ledger.autopay_following import AN_HOUR, Following
from billing.ledger.invoice import Invoice
from billing.people.customer import Customer
from billing.record import belongs_to
from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.waiting import Waiting

AT_THE_GATEWAY = ("charging", "confirming")
OVER = ("paid", "stopped", "dropped")


class AutopayCharge(Following, Waiting, Tenanted, db.Model):
    """Confirming: the payer was asked to confirm at the bank. Dropped: autopay was off that day.

    `failures` are tries that brought no money, `unsent` those since then that reached no gateway,
    `parts` those that brought a part.
    """

    __tablename__ = "autopay_charge"
    __table_args__ = (
        UniqueConstraint("tenant_id", "invoice_id"),
        CheckConstraint("state in ('planned', 'charging', 'confirming', 'paid', 'stopped',"
                        " 'dropped')", name="state"),
        belongs_to("customer", "customer_id"),
        belongs_to("invoice", "invoice_id", ondelete="CASCADE"),
        belongs_to("payment_attempt", "attempt_id"),
        Index("ix_autopay_charge_customer", "tenant_id", "customer_id", "charge_on"),
        Index("ix_autopay_charge_attempt", "tenant_id", "attempt_id",
              postgresql_where="attempt_id is not null"),
        Index("ix_autopay_charge_dropped", "tenant_id", "customer_id",
              postgresql_where="state = 'dropped'"),
        Index("ix_autopay_charge_due", "due_at", "tenant_id",
              postgresql_where="due_at is not null"),
    )

    autopay_charge_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    customer_id: Mapped[str]
    invoice_id: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="planned", default="planned")
    charge_on: Mapped[date]
    failures: Mapped[int] = mapped_column(server_default="0", default=0)
    unsent: Mapped[int] = mapped_column(server_default="0", default=0)
    parts: Mapped[int] = mapped_column(server_default="0", default=0)
    first_failed_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(server_default="", default="")
    attempt_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    customer = relationship(Customer, viewonly=True)
    invoice = relationship(Invoice, viewonly=True)
    attempt = relationship(PaymentAttempt, viewonly=True)

    @classmethod
    def key_column(cls):
        return cls.autopay_charge_id

    @classmethod
    def locked(cls, *conditions):
        """The one row that they hold for, for writing, as it stands now; or None."""
        return db.session.scalar(
            select(cls).where(*conditions).with_for_update()
            .execution_options(populate_existing=True)
        )

    @property
    def next_attempt_id(self):
        """The same for everybody until something has become of it."""
        parts = f".{self.parts}" if self.parts else ""
        return uuid.uuid5(self.autopay_charge_id, f"{self.failures}.{self.unsent}{parts}")

    def plan(self, day):
        """Charge in the morning of that day, a date in the company's zone."""
        self.state, self.charge_on, self.lease_until = "planned", day, None
        self.due_at = morning(day)

    def begin(self, order):
        """Its next attempt has begun, by that Order; credits paid it all where that is None.

        Looked at again should nobody tell what became of it.
        """
        self.state, self.attempt_id = "charging", self.next_attempt_id
        self.postpone(AN_HOUR)
        if order is None:
            self.end("paid")
        return order

    def end(self, state):
        self.state = state
        self.settle()

    @property
    def reader(self):
        """Where letters about it go: to the billing contact; may be empty."""
        contact = self.customer.billing_contact
        return contact.email if contact else ""

    @property
    def next_try(self):
        """The day on which it is tried again; None where that is over."""
        return None if self.state in OVER else self.charge_on

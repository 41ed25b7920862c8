"""One try to charge a method for some invoices; its id is the idempotency key (M6)."""

import uuid
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, CheckConstraint, Index, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.ledger.closing import Closing
from billing.ledger.credit_use import CreditUse
from billing.ledger.forward import Forward
from billing.ledger.payment import Payment
from billing.ledger.payment_method import PaymentMethod
from billing.people.bill_to import billed
from billing.people.customer import Customer
from billing.people.portal_user import PortalUser
from billing.record import Recorded, belongs_to
from config.database import db
from tenants.current import current_tenant
from tenants.isolation import Tenanted
from tenants.waiting import Waiting


class PaymentAttempt(Closing, Forward, Waiting, Recorded, Tenanted, db.Model):
    """Committed before the gateway is called; what becomes of it is written after (D26).

    `amount` is what the method is charged. Its shares tell how much of that is for which invoice;
    what they leave is the payer's, as a credit (M2). Where credits pay all there is no method.
    """

    __tablename__ = "payment_attempt"
    __table_args__ = (
        CheckConstraint(
            "state in ('pending', 'action required', 'processing', 'unknown', 'approved',"
            " 'declined', 'not sent', 'cancelled', 'closed')",
            name="state",
        ),
        CheckConstraint(
            "amount > 0 and payment_method_id is not null"
            " or amount = 0 and payment_method_id is null and state = 'approved'",
            name="amount",
        ),
        belongs_to("customer", "customer_id"),
        belongs_to("payment_method", "payment_method_id"),
        belongs_to("payment", "payment_id"),
        belongs_to("portal_user", "portal_user_id"),
        Index(
            "ix_payment_attempt_due",
            "due_at",
            "tenant_id",
            postgresql_where="due_at is not null",
        ),
        Index("ix_payment_attempt_reference", "tenant_id", "gateway_reference",
              postgresql_where="gateway_reference <> ''"),
        Index("ix_payment_attempt_open", "tenant_id", "created_date",
              postgresql_where="state in ('pending', 'unknown', 'action required', 'processing')"),
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    customer_id: Mapped[str]
    payment_method_id: Mapped[str | None]
    payment_id: Mapped[str | None]
    portal_user_id: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str]
    amount: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(server_default="pending", default="pending")
    gateway_reference: Mapped[str] = mapped_column(server_default="", default="")
    reason: Mapped[str] = mapped_column(server_default="", default="")

    shares = relationship("AttemptShare", viewonly=True, order_by="AttemptShare.invoice_id")
    credit_uses = relationship(CreditUse, viewonly=True, order_by=CreditUse.invoice_id)
    method = relationship(PaymentMethod, viewonly=True)
    payment = relationship(Payment, viewonly=True)
    customer = relationship(Customer, viewonly=True)
    portal_user = relationship(PortalUser, viewonly=True)

    @classmethod
    def key_column(cls):
        return cls.attempt_id

    @classmethod
    def locked(cls, attempt_id):
        """The attempt for writing, as it stands now; before its invoices, always."""
        return db.session.scalars(
            select(cls).where(cls.attempt_id == attempt_id).with_for_update()
            .execution_options(populate_existing=True)
        ).one()

    def become(self, outcome):
        """As Forward; closing it sets free what it has put by of credits, too."""
        super().become(outcome)
        for use in self.credit_uses:
            use.open = self.open

    @property
    def surplus(self):
        """What was chosen to be paid beyond what is due."""
        return self.amount - sum(share.amount for share in self.shares)

    @property
    def reader(self):
        """Where letters about it go: who paid, else who gets the bills; may be empty."""
        reader = self.portal_user or billed(self.customer).billing_contact
        return reader.email if reader else ""

    @property
    def day(self):
        """The tenant's calendar day on which the payer paid, whenever the answer came (D28)."""
        return self.created_date.astimezone(ZoneInfo(current_tenant.time_zone)).date()


class AttemptShare(Tenanted, db.Model):
    """So much of an attempt for one invoice; at most one open share an invoice.

    It may be nothing, where open credits pay the invoice.
    """

    __tablename__ = "attempt_share"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        belongs_to("payment_attempt", "attempt_id", ondelete="CASCADE"),
        belongs_to("invoice", "invoice_id"),
        Index(
            "uq_attempt_share_open",
            "tenant_id",
            "invoice_id",
            unique=True,
            postgresql_where="open",
        ),
    )

    attempt_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    invoice_id: Mapped[str] = mapped_column(primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)
    open: Mapped[bool] = mapped_column(server_default="true", default=True)

    invoice = relationship("Invoice", viewonly=True)


def under_way(invoice_ids):
    """By invoice id the attempt that is open for it; those without one are missing (D26)."""
    query = (
        select(AttemptShare.invoice_id, PaymentAttempt)
        .join(PaymentAttempt, PaymentAttempt.attempt_id == AttemptShare.attempt_id)
        .where(AttemptShare.invoice_id.in_(invoice_ids), AttemptShare.open)
        .order_by(AttemptShare.invoice_id)
    )
    return dict(db.session.execute(query).all())

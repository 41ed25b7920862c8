"""So much of a payment or of a credit, counted towards an invoice."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from billing.ledger.invoice import Invoice
from billing.record import belongs_to
from config import clock
from config.database import db
from tenants.isolation import Tenanted


class Allocation(Tenanted, db.Model):
    """Exactly one of payment and credit is the source; the amount is in its currency."""

    __tablename__ = "allocation"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("num_nonnulls(payment_id, credit_id) = 1", name="source"),
        belongs_to("invoice", "invoice_id"),
        belongs_to("payment", "payment_id"),
        belongs_to("credit", "credit_id"),
        Index("ix_allocation_invoice", "tenant_id", "invoice_id"),
        Index("ix_allocation_payment", "tenant_id", "payment_id"),
        Index("ix_allocation_credit", "tenant_id", "credit_id"),
    )

    allocation_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    invoice_id: Mapped[str]
    payment_id: Mapped[str | None]
    credit_id: Mapped[str | None]
    amount: Mapped[int] = mapped_column(BigInteger)
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    invoice = relationship(Invoice, viewonly=True)
    payment = relationship("Payment", viewonly=True)
    credit = relationship("Credit", viewonly=True)

    @property
    def currency(self):
        return (self.payment or self.credit).currency

    def lessen(self, amount):
        """Count so much less; nothing stays of one that counts for nothing."""
        if amount == self.amount:
            db.session.delete(self)
        else:
            self.amount -= amount

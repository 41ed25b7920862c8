"""What the company owes its customer, until it is applied to invoices."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Computed, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.ledger.allocation import Allocation
from billing.record import Recorded, belongs_to, named_by
from config.database import db
from tenants.isolation import Tenanted

STATES = ("Open", "Applied", "Reversed")


class Credit(Recorded, Tenanted, db.Model):
    """Amounts are minor units of `currency`; the portal's “balance” is what is unapplied.

    `payment_id` names the payment whose rest it is (M2); that payment counts it as applied.
    """

    __tablename__ = "credit"
    __table_args__ = (
        named_by("credit_id"),
        CheckConstraint("status in ('Open', 'Applied', 'Reversed')", name="status"),
        CheckConstraint("applied_amount between 0 and credit_amount", name="applied"),
        belongs_to("customer", "customer_id"),
        Index("ix_credit_updated", "tenant_id", "updated_date", "credit_id"),
        Index("ix_credit_customer", "tenant_id", "customer_id", "credit_date", "credit_id"),
        Index(
            "ix_credit_open",
            "tenant_id",
            "customer_id",
            postgresql_include=["currency", "unapplied_amount"],
            postgresql_where="status = 'Open'",
        ),
        belongs_to("payment", "payment_id"),
    )

    credit_id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    credit_date: Mapped[date]
    currency: Mapped[str]
    credit_amount: Mapped[int] = mapped_column(BigInteger)
    applied_amount: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    unapplied_amount: Mapped[int] = mapped_column(
        BigInteger,
        Computed(
            "case when status = 'Reversed' then 0 else credit_amount - applied_amount end",
            persisted=True,
        ),
    )
    status: Mapped[str] = mapped_column(server_default="Open", default="Open")
    payment_id: Mapped[str | None]
    reference_number: Mapped[str] = mapped_column(server_default="", default="")
    notes: Mapped[str] = mapped_column(server_default="", default="")

    customer = relationship("Customer", viewonly=True)
    allocations = relationship(Allocation, viewonly=True, order_by=Allocation.allocation_id)

    @classmethod
    def of_rest(cls, payment, amount):
        """So much of the locked payment, paid beyond what was due, becomes a credit (M2)."""
        payment.applied_amount += amount
        credit = cls(
            credit_id=f"{payment.payment_id}-CR", customer_id=payment.customer_id,
            credit_date=payment.payment_date, currency=payment.currency, credit_amount=amount,
            applied_amount=0, reference_number=payment.payment_id, payment_id=payment.payment_id,
        )
        db.session.add(credit)
        return credit

    @classmethod
    def revive(cls, payment):
        """What the locked payment's rest had become, and was taken back, is there again, as far as
        the payment has that to spare.
        """
        mine = select(cls).where(cls.payment_id == payment.payment_id, cls.status == "Reversed")
        credit = db.session.scalar(cls.held(mine))
        amount = credit and min(credit.credit_amount, payment.unspent)
        if amount:
            credit.status, credit.credit_amount = "Open", amount
            payment.applied_amount += amount

    @classmethod
    def rest_of(cls, payment):
        """The credit that the payment's rest became and still is, or None."""
        mine = select(cls).where(cls.payment_id == payment.payment_id)
        return db.session.scalar(mine.where(cls.status != "Reversed"))

    @staticmethod
    def held(query):
        """The query's credits for writing, as they stand now, in one order."""
        return (
            query.order_by(Credit.credit_id).with_for_update()
            .execution_options(populate_existing=True)
        )

    @property
    def left(self):
        """What it still has; unapplied_amount, also before the database has summed it anew."""
        return self.credit_amount - self.applied_amount if self.status == "Open" else 0

    def apply_up_to(self, invoice, amount):
        """Count so much towards the locked invoice, or what it still takes and this still has."""
        fitting = max(0, min(amount, self.left, invoice.owing))
        if fitting:
            self.apply(invoice, fitting)
        return fitting

    def apply(self, invoice, amount):
        """Count so much towards the invoice, which the caller holds locked."""
        self.draw(invoice, amount)
        db.session.add(
            Allocation(invoice_id=invoice.invoice_id, credit_id=self.credit_id, amount=amount)
        )

    def draw(self, invoice, amount):
        """Move the sums alone; the caller writes the Allocation."""
        self.applied_amount += amount
        self.status = "Applied" if self.applied_amount == self.credit_amount else "Open"
        invoice.settle(amount)

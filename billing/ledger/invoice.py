"""An invoice: shown and collected here, made elsewhere (D18); posted ones change no more (D21)."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Computed, Index, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.ledger.attachment import Attachment
from billing.ledger.invoice_line import InvoiceLine
from billing.record import Recorded, belongs_to, named_by
from config.database import db
from tenants.isolation import Tenanted

STATES = ("Draft", "Posted", "Partially Paid", "Paid", "Reversed")
OPEN = ("Posted", "Partially Paid")


class Invoice(Recorded, Tenanted, db.Model):
    """Amounts are minor units of `currency`; balance is the database's own sum. `posted_on` is the
    tenant's day of posting, None of what was posted elsewhere.
    """

    __tablename__ = "invoice"
    __table_args__ = (
        named_by("invoice_id"),
        CheckConstraint(
            "status in ('Draft', 'Posted', 'Partially Paid', 'Paid', 'Reversed')", name="status"
        ),
        CheckConstraint("invoice_amount = subtotal + invoice_tax", name="sum"),
        CheckConstraint("paid_amount between 0 and greatest(invoice_amount, 0)", name="paid"),
        belongs_to("customer", "customer_id"),
        Index("ix_invoice_updated", "tenant_id", "updated_date", "invoice_id"),
        Index(
            "ix_invoice_shown",
            "tenant_id",
            "customer_id",
            "invoice_date",
            "invoice_id",
            postgresql_where="status <> 'Draft'",
        ),
        Index(
            "ix_invoice_open",
            "tenant_id",
            "customer_id",
            "due_date",
            postgresql_include=["currency", "balance"],
            postgresql_where="status in ('Posted', 'Partially Paid')",
        ),
        Index(
            "ix_invoice_new", "tenant_id", "invoice_date", postgresql_where="status <> 'Draft'"
        ),
        Index("ix_invoice_posted", "tenant_id", "posted_on",
              postgresql_where="posted_on is not null"),
        Index(
            "ix_invoice_due",
            "tenant_id",
            "due_date",
            postgresql_where="status in ('Posted', 'Partially Paid')",
        ),
    )

    invoice_id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    invoice_date: Mapped[date]
    due_date: Mapped[date]
    currency: Mapped[str]
    subtotal: Mapped[int] = mapped_column(BigInteger)
    invoice_tax: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    invoice_amount: Mapped[int] = mapped_column(BigInteger)
    paid_amount: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    balance: Mapped[int] = mapped_column(
        BigInteger, Computed("invoice_amount - paid_amount", persisted=True)
    )
    status: Mapped[str] = mapped_column(server_default="Draft", default="Draft")
    payment_terms: Mapped[str] = mapped_column(server_default="", default="")
    notes: Mapped[str] = mapped_column(server_default="", default="")
    posted_on: Mapped[date | None]
    pay_now_version: Mapped[int] = mapped_column(server_default="1", default=1)

    customer = relationship("Customer", viewonly=True)
    lines = relationship(
        InvoiceLine, viewonly=True, order_by=InvoiceLine.invoice_line_no, lazy="select"
    )
    attachments = relationship(Attachment, viewonly=True, order_by=Attachment.name)

    @property
    def open(self):
        return self.status in OPEN

    @property
    def payable(self):
        """Whether there is something that a payment could be counted towards."""
        return self.open and self.balance > 0

    @property
    def owing(self):
        """What may be counted towards it; its balance, also before the database has summed it."""
        return self.invoice_amount - self.paid_amount if self.open else 0

    def past_due(self, today):
        """Whether the due day is over, `today` being the tenant's (D28)."""
        return self.open and self.due_date < today

    def post(self, today=None):
        """From draft to owed; today where it is news, not the record of another system."""
        self.status, self.posted_on = "Posted", today
        self.settle(0)

    def settle(self, amount):
        """Count an allocation (negative: taken back) and let the status follow (D21)."""
        self.paid_amount += amount
        if self.paid_amount == self.invoice_amount:
            self.status = "Paid"
        elif self.paid_amount > 0:
            self.status = "Partially Paid"
        else:
            self.status = "Posted"

    @classmethod
    def locked(cls, invoice_ids):
        """The invoices for writing, in one order, so that two payers cannot deadlock."""
        return db.session.scalars(
            select(cls)
            .where(cls.invoice_id.in_(invoice_ids))
            .order_by(cls.invoice_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).all()

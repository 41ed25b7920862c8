"""What a customer has agreed to pay for regularly (P9); shown here, billed elsewhere (D18)."""

from datetime import date
from functools import reduce

from sqlalchemy import CheckConstraint, Computed, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.ledger.subscription_line import SubscriptionLine
from billing.record import Recorded, belongs_to, named_by
from config.amounts import EXACT
from config.database import db
from tenants.isolation import Tenanted

STATES = ("Draft", "Active", "Paused", "Cancelled")


class Subscription(Recorded, Tenanted, db.Model):
    """Terms are words of the company's (“12 months”); dates are days in the tenant's zone.

    The next invoice date is the day after the current period (D19), while there is one to come:
    a subscription that is cancelled by then, paused or not begun is not invoiced.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        named_by("subscription_id"),
        CheckConstraint("status in ('Draft', 'Active', 'Paused', 'Cancelled')", name="status"),
        CheckConstraint("current_period_start_date <= current_period_end_date", name="period"),
        belongs_to("customer", "customer_id"),
        Index("ix_subscription_updated", "tenant_id", "updated_date", "subscription_id"),
        Index("ix_subscription_customer", "tenant_id", "customer_id", "service_start_date",
              "subscription_id"),
    )

    subscription_id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="Draft", default="Draft")
    service_start_date: Mapped[date]
    billing_start_date: Mapped[date | None]
    current_period_start_date: Mapped[date | None]
    current_period_end_date: Mapped[date | None]
    contract_term: Mapped[str] = mapped_column(server_default="", default="")
    renewal_term: Mapped[str] = mapped_column(server_default="", default="")
    auto_renew: Mapped[bool] = mapped_column(server_default="false", default=False)
    cancellation_date: Mapped[date | None]
    currency: Mapped[str]
    next_invoice_date: Mapped[date | None] = mapped_column(
        Computed(
            "case when status = 'Active' and current_period_end_date + 1"
            " < coalesce(cancellation_date, 'infinity') then current_period_end_date + 1 end",
            persisted=True,
        )
    )

    customer = relationship("Customer", viewonly=True)
    lines = relationship(SubscriptionLine, viewonly=True, order_by=SubscriptionLine.line_no)

    @property
    def total(self):
        """The exact price of one billing period; None where lines have different ones."""
        amounts = [line.amount for line in self.lines if line.amount is not None]
        alike = len({line.billing_period for line in self.lines}) == 1
        return reduce(EXACT.add, amounts) if alike and amounts else None

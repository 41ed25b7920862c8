"""One charge of a subscription; quantity and prices are exact decimals in its currency."""

from decimal import Decimal

from sqlalchemy import Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.record import belongs_to
from config.amounts import EXACT
from config.database import db
from tenants.isolation import Tenanted


class SubscriptionLine(Tenanted, db.Model):
    """`line_no` keeps the company's order; the effective price is what is paid for one unit."""

    __tablename__ = "subscription_line"
    __table_args__ = (belongs_to("subscription", "subscription_id", ondelete="CASCADE"),)

    subscription_id: Mapped[str] = mapped_column(primary_key=True)
    subscription_line_id: Mapped[str] = mapped_column(primary_key=True)
    line_no: Mapped[int] = mapped_column(server_default="1", default=1)
    product_name: Mapped[str] = mapped_column(server_default="", default="")
    plan_name: Mapped[str] = mapped_column(server_default="", default="")
    charge_id: Mapped[str | None]
    charge_name: Mapped[str] = mapped_column(server_default="", default="")
    pricing_model: Mapped[str] = mapped_column(server_default="", default="")
    quantity: Mapped[Decimal | None] = mapped_column(Numeric)
    unit_of_measure: Mapped[str] = mapped_column(server_default="", default="")
    list_price: Mapped[Decimal | None] = mapped_column(Numeric)
    effective_price: Mapped[Decimal | None] = mapped_column(Numeric)
    billing_period: Mapped[str] = mapped_column(server_default="", default="")

    subscription = relationship("Subscription", viewonly=True)

    @property
    def amount(self):
        """Exact, for one billing period: quantity × effective price; None where it is metered."""
        if self.quantity is None or self.effective_price is None:
            return None
        return EXACT.multiply(self.quantity, self.effective_price)

"""A way to pay that the customer saved: the gateway's token, never a number (M3)."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from billing.record import Recorded, belongs_to
from config.database import db
from tenants.isolation import Tenanted


class PaymentMethod(Recorded, Tenanted, db.Model):
    __tablename__ = "payment_method"
    __table_args__ = (
        CheckConstraint("type in ('card', 'bank account')", name="type"),
        CheckConstraint("status in ('Active', 'Deleted')", name="status"),
        belongs_to("customer", "customer_id"),
        Index(
            "uq_payment_method_default",
            "tenant_id",
            "customer_id",
            unique=True,
            postgresql_where='"default" and status = \'Active\'',
        ),
    )

    payment_method_id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    gateway: Mapped[str]
    token: Mapped[str]
    type: Mapped[str]
    brand: Mapped[str] = mapped_column(server_default="", default="")
    last4: Mapped[str] = mapped_column(server_default="", default="")
    expiry: Mapped[str] = mapped_column(server_default="", default="")
    account_holder_name: Mapped[str] = mapped_column(server_default="", default="")
    status: Mapped[str] = mapped_column(server_default="Active", default="Active")
    default: Mapped[bool] = mapped_column(server_default="false", default=False)

    @property
    def label(self):
        """As a person knows it: “Visa •••• 4242”."""
        return f"{self.brand} •••• {self.last4}".strip()

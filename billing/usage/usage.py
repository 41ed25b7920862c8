"""What a customer used: an exact quantity of a unit, on a day."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Computed, Index, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.record import Recorded, belongs_to, named_by
from config.database import db
from tenants.isolation import Tenanted


class Usage(Recorded, Tenanted, db.Model):
    """`cost` is exact and unrounded (D18); `invoiced` follows from the invoice it went into."""

    __tablename__ = "usage"
    __table_args__ = (
        named_by("usage_id"),
        belongs_to("customer", "customer_id"),
        belongs_to("invoice", "invoice_id"),
        Index("ix_usage_updated", "tenant_id", "updated_date", "usage_id"),
        Index("ix_usage_customer", "tenant_id", "customer_id", "date", "usage_id"),
        Index("ix_usage_invoice", "tenant_id", "invoice_id"),
    )

    usage_id: Mapped[str] = mapped_column(primary_key=True)
    customer_id: Mapped[str]
    subscription_id: Mapped[str | None]
    charge_id: Mapped[str | None]
    date: Mapped[date]
    quantity: Mapped[Decimal] = mapped_column(Numeric)
    unit_of_measure: Mapped[str] = mapped_column(server_default="", default="")
    description: Mapped[str] = mapped_column(server_default="", default="")
    product_name: Mapped[str] = mapped_column(server_default="", default="")
    cost: Mapped[Decimal | None] = mapped_column(Numeric)
    currency: Mapped[str]
    invoice_id: Mapped[str | None]
    invoiced: Mapped[bool] = mapped_column(Computed("invoice_id is not null", persisted=True))

    customer = relationship("Customer", viewonly=True)
    invoice = relationship("Invoice", viewonly=True)

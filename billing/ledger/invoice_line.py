"""One line of an invoice; quantity and unit price are exact decimals, amounts minor units."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, Numeric
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from billing.record import belongs_to
from config.database import db
from tenants.isolation import Tenanted


class InvoiceLine(Tenanted, db.Model):
    __tablename__ = "invoice_line"
    __table_args__ = (belongs_to("invoice", "invoice_id", ondelete="CASCADE"),)

    invoice_id: Mapped[str] = mapped_column(primary_key=True)
    invoice_line_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    product_name: Mapped[str] = mapped_column(server_default="", default="")
    plan_name: Mapped[str] = mapped_column(server_default="", default="")
    charge_name: Mapped[str] = mapped_column(server_default="", default="")
    description: Mapped[str] = mapped_column(server_default="", default="")
    start_date: Mapped[date | None]
    end_date: Mapped[date | None]
    quantity: Mapped[Decimal | None] = mapped_column(Numeric)
    unit_of_measure: Mapped[str] = mapped_column(server_default="", default="")
    unit_price: Mapped[Decimal | None] = mapped_column(Numeric)
    discount: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    taxable: Mapped[bool] = mapped_column(server_default="false", default=False)
    line_tax: Mapped[int] = mapped_column(BigInteger, server_default="0", default=0)
    amount: Mapped[int] = mapped_column(BigInteger)
    subscription_id: Mapped[str | None]
    charge_id: Mapped[str | None]
    custom_fields: Mapped[dict] = mapped_column(JSONB, server_default="{}", default=dict)

    invoice = relationship("Invoice", viewonly=True)

    @property
    def currency(self):
        return self.invoice.currency


def filled(lines):
    """Which columns some of the lines says anything in, so that an empty one is left out."""
    return {
        "quantity": any(each.quantity is not None for each in lines),
        "unit_price": any(each.unit_price is not None for each in lines),
        "discount": any(each.discount for each in lines),
        "line_tax": any(each.line_tax for each in lines),
        "amount": True,
    }

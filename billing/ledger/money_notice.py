"""That a mail about an invoice was written: each kind once, however many look for it (D27)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.record import belongs_to
from config import clock
from config.database import db
from tenants.isolation import Tenanted, current_tenant_id

POSTED = "invoice"


class MoneyNotice(Tenanted, db.Model):
    """`kind` is "invoice" for the mail on posting, else "reminder" with its days from the due date.
    """

    __tablename__ = "money_notice"
    __table_args__ = (belongs_to("invoice", "invoice_id", ondelete="CASCADE"),)

    invoice_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    @classmethod
    def first(cls, invoice_id, kind):
        """True for exactly one caller, whose transaction then writes the mail."""
        return db.session.scalar(
            insert(cls)
            .values(tenant_id=current_tenant_id(), invoice_id=invoice_id, kind=kind,
                    created_date=clock.now())
            .on_conflict_do_nothing()
            .returning(cls.kind)
        ) is not None

    @classmethod
    def known(cls, invoice_id, kind):
        query = select(cls.kind).where(cls.invoice_id == invoice_id, cls.kind == kind)
        return db.session.scalar(query) is not None


def reminder(days):
    """The kind of the reminder so many days after the due date, before it when negative."""
    return f"reminder {days}"

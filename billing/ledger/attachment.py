"""A file that belongs to an invoice; private, in storage under the tenant's prefix (W3)."""

from datetime import datetime

from sqlalchemy import BigInteger, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.record import belongs_to
from config import clock
from config.database import db
from tenants.isolation import Tenanted


class Attachment(Tenanted, db.Model):
    __tablename__ = "attachment"
    __table_args__ = (
        belongs_to("invoice", "invoice_id", ondelete="CASCADE"),
        Index("ix_attachment_invoice", "tenant_id", "invoice_id"),
        Index("ix_attachment_handed", "tenant_id", "handed_at",
              postgresql_where="handed_at is not null"),
    )

    attachment_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    invoice_id: Mapped[str]
    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    storage_key: Mapped[str]
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    added_by: Mapped[str] = mapped_column(server_default="", default="")
    handed_at: Mapped[datetime | None] = mapped_column(DateTime(True))

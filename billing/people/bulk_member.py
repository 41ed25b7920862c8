"""One customer of those that a press is about, and what became of it (A10)."""

import uuid

from sqlalchemy import Uuid
from sqlalchemy.orm import Mapped, mapped_column

from billing.record import belongs_to
from config.database import db
from tenants.isolation import Tenanted


class BulkMember(Tenanted, db.Model):
    """`outcome` is invited, granted, done or why not, as a sentence; "" until it is known."""

    __tablename__ = "bulk_member"
    __table_args__ = (belongs_to("bulk_invite", "bulk_invite_id", ondelete="CASCADE"),)

    bulk_invite_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    customer_id: Mapped[str]
    outcome: Mapped[str] = mapped_column(server_default="", default="")

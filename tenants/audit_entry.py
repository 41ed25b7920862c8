"""A line of the audit log (S13): added, read, and by the database's rights never changed."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock
from config.database import db
from tenants.actor import KINDS
from tenants.isolation import Tenanted

NEWEST = ("happened_at", "audit_entry_id")


class AuditEntry(Tenanted, db.Model):
    """`changes` is {field: [before, after]}; `facts` what else there is to know, by name."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        CheckConstraint(f"actor_kind in {KINDS}", name="actor_kind"),
        Index("ix_audit_entry_newest", "tenant_id", *NEWEST),
        Index("ix_audit_entry_customer", "tenant_id", "customer_id", *NEWEST),
        Index("ix_audit_entry_record", "tenant_id", "record_kind", "record_id", *NEWEST),
        Index("ix_audit_entry_traced", "tenant_id", "happened_at",
              postgresql_where="address <> ''"),
    )

    audit_entry_id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    happened_at: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)
    actor_kind: Mapped[str]
    actor_id: Mapped[str] = mapped_column(server_default="", default="")
    actor: Mapped[str] = mapped_column(server_default="", default="")
    on_behalf_of: Mapped[str] = mapped_column(server_default="", default="")
    verb: Mapped[str]
    record_kind: Mapped[str] = mapped_column(server_default="", default="")
    record_id: Mapped[str] = mapped_column(server_default="", default="")
    customer_id: Mapped[str] = mapped_column(server_default="", default="")
    changes: Mapped[dict] = mapped_column(JSONB, server_default="{}", default=dict)
    facts: Mapped[dict] = mapped_column(JSONB, server_default="{}", default=dict)
    address: Mapped[str] = mapped_column(server_default="", default="")
    user_agent: Mapped[str] = mapped_column(server_default="", default="")

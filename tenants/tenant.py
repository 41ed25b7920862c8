"""A company in one environment; its sandbox is a tenant of its own (D15: readable by strangers)."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import CheckConstraint, ForeignKey, Identity, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from config import clock
from config.database import db

REDIRECT_DAYS = 30
SANDBOX = "-sandbox"


class Tenant(db.Model):
    __tablename__ = "tenant"
    __table_args__ = (
        CheckConstraint("status in ('active', 'suspended', 'disabled')", name="status"),
    )

    tenant_id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    subdomain: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    production_id: Mapped[int | None] = mapped_column(
        ForeignKey("tenant.tenant_id"), unique=True
    )
    status: Mapped[str] = mapped_column(server_default="active", default="active")
    portal_available: Mapped[bool] = mapped_column(server_default="true", default=True)
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    production = relationship("Tenant", remote_side=[tenant_id], viewonly=True)

    @property
    def sandbox(self):
        return self.production_id is not None

    @property
    def active(self):
        return self.status == "active"

    @property
    def base_url(self):
        """The stored address that links are built from, never the request's host (T1)."""
        return address(self.subdomain)

    def suspend(self):
        self.status = "suspended"

    def resume(self):
        self.status = "active"

    def disable(self):
        self.status = "disabled"

    def rename(self, subdomain):
        """Move to another subdomain; the old address leads on for 30 days (T4)."""
        until = clock.now() + timedelta(days=REDIRECT_DAYS)
        db.session.merge(Host(label=self.subdomain, tenant_id=self.tenant_id, until=until))
        for former in db.session.scalars(select(Host).where(Host.label == subdomain)):
            db.session.delete(former)
        self.subdomain = subdomain


class Host(db.Model):
    """A former subdomain, which leads on to the tenant until a day."""

    __tablename__ = "host"

    label: Mapped[str] = mapped_column(primary_key=True)
    tenant_id: Mapped[int] = mapped_column(ForeignKey("tenant.tenant_id"))
    until: Mapped[datetime] = mapped_column(DateTime(True))


def address(subdomain):
    """The address of a subdomain on this installation."""
    config = current_app.config
    return f"{config['BASE_SCHEME']}://{subdomain}.{config['BASE_NETLOC']}"

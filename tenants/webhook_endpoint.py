"""An address of the company's own programs, which is called when something happens (I6)."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, LargeBinary, Uuid, select, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from config import clock, vault
from config.database import db
from tenants import webhook_signature
from tenants.edition import Edited
from tenants.isolation import Tenanted, current_tenant_id

OVERLAP = timedelta(days=1)  # for which a former secret signs too, while programs take the new one


class WebhookEndpoint(Edited, Tenanted, db.Model):
    """`state` is on; off, by staff; or failed, switched off because nothing arrived for days.

    Until `held_until` no new message is tried: what was tried last had no answer, or a slow one.
    """

    __tablename__ = "webhook_endpoint"
    __table_args__ = (
        CheckConstraint("state in ('on', 'off', 'failed')", name="state"),
        CheckConstraint("(former_sealed is null) = (former_until is null)", name="former"),
    )

    webhook_endpoint_id: Mapped[uuid.UUID] = mapped_column(
        Uuid, primary_key=True, default=uuid.uuid4
    )
    address: Mapped[str]
    description: Mapped[str] = mapped_column(server_default="", default="")
    event_types: Mapped[list] = mapped_column(JSONB, default=list)
    state: Mapped[str] = mapped_column(server_default="on", default="on")
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    former_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    former_until: Mapped[datetime | None] = mapped_column(DateTime(True))
    held_until: Mapped[datetime | None] = mapped_column(DateTime(True))
    created_by: Mapped[str] = mapped_column(server_default="", default="")
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    @classmethod
    def make(cls, by, **values):
        """(a new one, its secret, which is shown once)."""
        endpoint = cls(webhook_endpoint_id=uuid.uuid4(), created_by=by, **values)
        secret = webhook_signature.mint()
        endpoint.sealed = vault.locked(secret, endpoint.purpose)
        db.session.add(endpoint)
        return endpoint, secret

    @classmethod
    def all(cls):
        """The company's own, the oldest first."""
        order = cls.created_date, cls.webhook_endpoint_id
        return db.session.scalars(select(cls).order_by(*order)).all()

    @classmethod
    def of(cls, key, lock=None):
        """The tenant's own of that id, or None; `lock` as in Session.get."""
        return db.session.get(cls, (current_tenant_id(), key), with_for_update=lock)

    @property
    def on(self):
        return self.state == "on"

    @property
    def purpose(self):
        """Binds what is sealed to its row, so that no other can borrow it."""
        return f"webhook endpoint {current_tenant_id()} {self.webhook_endpoint_id}"

    @property
    def secrets(self):
        """What to sign with, the newest first; raises vault.CannotOpen."""
        kept = [self.sealed]
        if self.former_until and self.former_until > clock.now():
            kept.append(self.former_sealed)
        return [vault.unlocked(each, self.purpose) for each in kept]

    def hold(self, until):
        """Past the ORM, as it is no change that anybody makes; None lets go."""
        db.session.execute(
            update(WebhookEndpoint)
            .where(WebhookEndpoint.webhook_endpoint_id == self.webhook_endpoint_id)
            .values(held_until=until).execution_options(synchronize_session=False))

    def renew(self, by):
        """A new secret, shown once; the one that it follows signs too for a day."""
        secret = webhook_signature.mint()
        self.edit(by, former_sealed=self.sealed, former_until=clock.now() + OVERLAP,
                  sealed=vault.locked(secret, self.purpose))
        return secret

    def relock(self):
        """Whether a secret was not under the newest key yet; now all are. Raises CannotOpen."""
        names = [name for name in ("sealed", "former_sealed")
                 if getattr(self, name) and not vault.newest(getattr(self, name))]
        for name in names:
            kept = vault.unlocked(getattr(self, name), self.purpose)
            setattr(self, name, vault.locked(kept, self.purpose))
        return bool(names)

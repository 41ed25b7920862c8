"""A company's account at a payment gateway, its credentials locked up (M7)."""

import json

from sqlalchemy import CheckConstraint, Index, LargeBinary, select
from sqlalchemy.orm import Mapped, mapped_column

from billing.gateways.errors import NotConfigured
from config import vault
from config.database import db
from tenants.edition import Edited
from tenants.isolation import Tenanted, current_tenant_id


class GatewayAccount(Edited, Tenanted, db.Model):
    """One at each gateway. New methods are added with the chosen one; methods that were added with
    another are still charged there, as long as its account stands.
    """

    __tablename__ = "gateway_account"
    __table_args__ = (
        CheckConstraint("provider in ('test', 'stripe', 'cardconnect')", name="provider"),
        Index("uq_gateway_account_chosen", "tenant_id", unique=True, postgresql_where="chosen"),
    )

    provider: Mapped[str] = mapped_column(primary_key=True)
    chosen: Mapped[bool] = mapped_column(server_default="false", default=False)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)

    @classmethod
    def of(cls, provider):
        """The tenant's own at that gateway, or None."""
        return db.session.get(cls, (current_tenant_id(), provider))

    @classmethod
    def current(cls):
        """The one that new methods are added with, or None."""
        return db.session.scalar(select(cls).where(cls.chosen))

    @property
    def credentials(self):
        """A mapping of texts. Raises NotConfigured where the key that locked them is gone."""
        try:
            return json.loads(vault.unlocked(self.sealed, self.purpose))
        except vault.CannotOpen as error:
            raise NotConfigured("CREDENTIAL_KEYS") from error

    def lock(self, credentials):
        """Keep these, under the newest key."""
        self.sealed = vault.locked(json.dumps(credentials), self.purpose)

    @property
    def purpose(self):
        return f"gateway account {current_tenant_id()} {self.provider}"

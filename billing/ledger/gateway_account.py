"""A company's account at a payment gateway, its credentials locked up (M7)."""

import hashlib
import json
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, Index, LargeBinary, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import DateTime

from billing.gateways.errors import NotConfigured
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.forward import OPEN
from billing.ledger.payment_method import PaymentMethod
from billing.ledger.refund import Refund
from config import clock, vault
from config.database import db
from config.tally import bounded
from tenants.edition import Edited
from tenants.isolation import Tenanted, current_tenant_id

# Which of the credentials say whose account it is; the others may be changed at any time.
ACCOUNT = {"test": [], "stripe": ["publishable_key"], "cardconnect": ["site", "merchant_id"]}
MARK = 8  # bytes
A_MINUTE = timedelta(minutes=1)


class AccountInUse(Exception):
    """Payments through it are not answered yet."""


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
    misread_at: Mapped[datetime | None] = mapped_column(DateTime(True))

    @classmethod
    def of(cls, provider, lock=None):
        """The tenant's own at that gateway, or None; `lock` as in Session.get."""
        return db.session.get(cls, (current_tenant_id(), provider), with_for_update=lock)

    @classmethod
    def first(cls):
        """The chosen one, else any, else None."""
        return db.session.scalar(select(cls).order_by(cls.chosen.desc(), cls.provider).limit(1))

    @classmethod
    def all(cls):
        """By provider."""
        return {each.provider: each for each in db.session.scalars(select(cls))}

    def keep(self, by, credentials, chosen):
        """Take these; the caller has locked the row. Raises AccountInUse: what is not answered yet
        is asked about where it was sent.
        """
        if self.moves(credentials) and under_way(self.provider):
            raise AccountInUse
        self.lock(credentials)
        db.session.add(self)
        for other in GatewayAccount.all().values() if chosen else ():
            other.chosen = other.chosen and other is self
        db.session.flush()  # the others step back before this one steps forward
        GatewayAccount.read(self.provider, genuine=True)
        self.edit(by, chosen=chosen)

    @classmethod
    def read(cls, provider, genuine):
        """Note whether a webhook's signature fits the secret that is saved; at most once a minute,
        since whoever likes can send one. The caller commits.
        """
        mine, ago = update(cls).where(cls.provider == provider), clock.now() - A_MINUTE
        if genuine:
            db.session.execute(mine.where(cls.misread_at.is_not(None)).values(misread_at=None))
        else:
            new = or_(cls.misread_at.is_(None), cls.misread_at < ago)
            db.session.execute(mine.where(new).values(misread_at=clock.now()))

    def moves(self, credentials):
        """Whether these open another account than the present ones."""
        return self.sealed is not None and self.sealed[:MARK] != mark(self.provider, credentials)

    def remove(self):
        """Raises AccountInUse."""
        if under_way(self.provider):
            raise AccountInUse
        db.session.delete(self)

    @property
    def credentials(self):
        """A mapping of texts. Raises NotConfigured where the key that locked them is gone."""
        try:
            return json.loads(vault.unlocked(self.sealed[MARK:], self.purpose))
        except vault.CannotOpen as error:
            raise NotConfigured("CREDENTIAL_KEYS") from error

    def lock(self, credentials):
        """Keep these, under the newest key, behind a mark that tells which account it is to whoever
        has no key.
        """
        kept = vault.locked(json.dumps(credentials), self.purpose)
        self.sealed = mark(self.provider, credentials) + kept

    def relock(self):
        """Whether it was not under the newest key yet; now it is. Raises NotConfigured."""
        if vault.newest(self.sealed[MARK:]):
            return False
        self.lock(self.credentials)
        return True

    @property
    def purpose(self):
        return f"gateway account {current_tenant_id()} {self.provider}"


def mark(provider, credentials):
    said = [credentials.get(name, "") for name in ACCOUNT[provider]]
    return hashlib.sha256(json.dumps(said).encode()).digest()[:MARK]


def under_way(provider):
    """Whether a payment or a refund through it has no end yet (D26)."""
    attempts = select(PaymentAttempt.attempt_id).join(PaymentAttempt.method).where(
        PaymentMethod.gateway == provider)
    queries = (attempts.where(PaymentAttempt.state.in_(OPEN)),
               attempts.join(Refund, Refund.attempt_id == PaymentAttempt.attempt_id)
               .where(Refund.state.in_(OPEN)))
    return any(db.session.scalar(query.limit(1)) for query in queries)


def methods_of(provider):
    """How many saved methods can be charged through it, counted to the bound of tallies."""
    query = select(PaymentMethod.payment_method_id).where(
        PaymentMethod.gateway == provider, PaymentMethod.status != "Deleted")
    return db.session.scalar(bounded(query))

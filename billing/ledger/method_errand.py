"""What a gateway is still to be asked or told about a saved method (M3, M4).

To verify is to ask whether a bank account that waits for its micro-deposit may be debited by now;
to remove is to have a deleted method forgotten where its number is kept; to refresh is to ask what
has become of one that the gateway says has changed, such as a card that was issued anew.
"""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, Index, Uuid, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import DateTime

from billing.gateways.errors import GatewayError, MethodRefused
from billing.ledger import merchant
from billing.ledger.forward import OPEN
from billing.ledger.payment_method import PaymentMethod
from billing.record import belongs_to
from config import clock
from config.database import db
from tenants.isolation import Tenanted
from tenants.waiting import Waiting

PAUSES = (1, 5, 30, 120)  # minutes after a failure, then hourly
AN_HOUR = timedelta(hours=1)
PATIENCE = timedelta(days=14)  # after which nobody asks any more
ASKED_BY = ("setup_intent",)  # of what a field hands back; never anything of a person


class MethodErrand(Waiting, Tenanted, db.Model):
    """`answer` is what the gateway's field handed back: by that it is asked again."""

    __tablename__ = "method_errand"
    __table_args__ = (
        CheckConstraint("kind in ('verify', 'remove', 'refresh')", name="kind"),
        belongs_to("customer", "customer_id"),
        belongs_to("payment_method", "payment_method_id"),
        Index("uq_method_errand_kind", "tenant_id", "payment_method_id", "kind", unique=True),
        Index(
            "ix_method_errand_due", "due_at", "tenant_id", postgresql_where="due_at is not null"
        ),
    )

    errand_id: Mapped[uuid.UUID] = mapped_column(Uuid, primary_key=True, default=uuid.uuid4)
    customer_id: Mapped[str]
    payment_method_id: Mapped[str]
    kind: Mapped[str]
    answer: Mapped[dict] = mapped_column(JSONB, server_default="{}", default=dict)
    created_date: Mapped[datetime] = mapped_column(DateTime(True), default=clock.now)

    method = relationship(PaymentMethod, viewonly=True)

    @classmethod
    def key_column(cls):
        return cls.errand_id

    @classmethod
    def send(cls, kind, method, answer=None):
        """The method's own of that kind, due now; the caller commits and wakes the worker."""
        kept = {name: answer[name] for name in ASKED_BY if name in (answer or {})}
        errand = db.session.scalar(select(cls).where(
            cls.payment_method_id == method.payment_method_id, cls.kind == kind,
        )) or cls(kind=kind, customer_id=method.customer_id, answer=kept,
                  payment_method_id=method.payment_method_id)
        errand.created_date, errand.tries = clock.now(), 0
        errand.postpone(timedelta(0))
        db.session.add(errand)
        db.session.flush()
        return errand

    @classmethod
    def about(cls, reference):
        """The one that asks by what a gateway's event names, or None."""
        query = select(cls).where(
            cls.due_at.is_not(None), cls.answer["setup_intent"].astext == reference)
        return db.session.scalar(query)

    def carry_out(self):
        """Ask or tell the gateway, with no transaction open; the caller commits."""
        try:
            done = VERBS[self.kind](self)
        except GatewayError:
            done = False
        if done or clock.now() - self.created_date > PATIENCE:
            self.settle()
        else:
            self.try_later()

    def try_later(self):
        self.postpone(timedelta(minutes=PAUSES[self.tries - 1])
                      if 0 < self.tries <= len(PAUSES) else AN_HOUR)


def verify(errand):
    """Whether it is decided; what the gateway will not save any more is nobody's to pay with."""
    method, asked = errand.method, merchant.gateway(errand.method.gateway)
    if method.status != "Pending":
        return True
    customer_id, answer = errand.customer_id, errand.answer
    db.session.commit()
    try:
        told = asked.add_method(customer_id, answer)
    except MethodRefused:
        method.status = "Deleted"
        return True
    return PaymentMethod.keep(customer_id, asked.provider, told).status != "Pending"


def remove(errand):
    """Whether it is forgotten; not before all payments with it have ended."""
    method, asked = errand.method, merchant.gateway(errand.method.gateway)
    if method.has_attempts(OPEN):
        return False
    token = method.token
    db.session.commit()
    asked.remove_method(token)
    return True


def refresh(errand):
    """Whether it was told how the method stands; what is deleted here already is nobody's."""
    method, asked = errand.method, merchant.gateway(errand.method.gateway)
    if method.status == "Deleted":
        return True
    token = method.token
    db.session.commit()
    method.follow(asked.saved_method(token))
    return True


VERBS = {"verify": verify, "remove": remove, "refresh": refresh}

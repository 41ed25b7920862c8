"""What a gateway is to do: sent once, with no transaction open, and afterwards only asked about.

A charge, a refund and a void are the same in this (M6, M9): the row is committed first, and its id
is the idempotency key. Whoever dies on the way leaves a row that the janitor asks about.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from billing.gateways.charge import Charge, Refund, Void
from billing.gateways.errors import GatewayError
from billing.gateways.gateway import Gateway
from billing.gateways.outcome import Outcome, State
from billing.ledger import merchant
from config import clock
from config.database import db

PATIENCE = timedelta(seconds=30)  # from the commit to the call; later the call is not made at all
ACTION_TIME = timedelta(hours=24)  # for what the payer has to do at the bank (D26)


class TransactionOpen(RuntimeError):
    """A gateway may take a minute; no row is held locked that long."""


@dataclass(frozen=True)
class Order:
    """Apart from any database session. `verb` is the Gateway's for these `terms`; `gateway` is None
    where the company has taken down its account there.
    """

    gateway: Gateway | None
    begun_at: datetime
    verb: str
    terms: Charge | Refund | Void

    @classmethod
    def through(cls, provider, begun_at, terms):
        """For the account that the tenant has there, which stays until the transaction ends."""
        try:
            gateway = merchant.gateway(provider, hold=True)
        except GatewayError:
            gateway = None
        return cls(gateway, begun_at, type(terms).__name__.lower(), terms)

    @property
    def key(self):
        return uuid.UUID(self.terms.attempt_id)

    def carry_out(self):
        """Send it, once; the Outcome. What lay about is not sent any more."""
        check_no_transaction()
        if clock.now() - self.begun_at > PATIENCE:
            return Outcome(State.NOT_SENT, "unreachable")
        if self.gateway is None:
            return Outcome(State.NOT_SENT, "refused")
        try:
            return getattr(self.gateway, self.verb)(self.terms)
        except GatewayError:
            return Outcome(State.NOT_SENT, "refused")


def ask(record):
    """What became of an attempt or a refund, as an Outcome, by the gateway's word; ends the
    transaction. An action that the payer left undone is called off (D26).
    """
    key, begun_at = getattr(record, record.key_column().key), record.created_date
    charged = record.charged
    reference = None if charged is record else charged.gateway_reference or None
    undone = record.state == State.ACTION_REQUIRED and clock.now() - begun_at > ACTION_TIME
    asked = merchant.gateway(charged.method.gateway)
    db.session.commit()
    check_no_transaction()
    finding = asked.find(str(key), reference)
    if undone and finding.outcome and finding.outcome.state is State.ACTION_REQUIRED:
        asked.void(Void(str(uuid.uuid5(key, "cancel")), str(key)))
        finding = asked.find(str(key))
    if asked.never_arrived(finding, begun_at + PATIENCE, clock.now()):
        return Outcome(State.NOT_SENT, "unreachable")
    return finding.outcome or Outcome(State.UNKNOWN, "no_answer")


def check_no_transaction():
    if db.session.registry.has() and db.session().in_transaction():
        raise TransactionOpen

"""A payment as far as the gateway is concerned: begun, asked for once, asked about (M6).

The order is what keeps money from being taken twice: the attempt is committed with its invoices
reserved, then the gateway is called with no transaction open, then the outcome is recorded (see
settlement). Whoever dies on the way leaves an attempt that is only ever asked about.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import abort
from sqlalchemy.exc import IntegrityError

from billing.gateways.charge import Charge, Void
from billing.gateways.errors import GatewayError
from billing.gateways.gateway import Gateway
from billing.gateways.outcome import Outcome, State
from billing.ledger import credit_use, merchant
from billing.ledger.attempt import AttemptShare, PaymentAttempt
from billing.ledger.choice import choose
from billing.ledger.credit_use import CreditUse
from billing.ledger.objection import JustBegun
from config import clock
from config.database import db

PATIENCE = timedelta(seconds=30)  # from the commit to the call; later the call is not made at all
ACTION_TIME = timedelta(hours=24)  # for what the payer has to do at the bank (D26)


class TransactionOpen(RuntimeError):
    """A gateway may take a minute; no row is held locked that long."""


@dataclass(frozen=True)
class Order:
    """What a gateway is to do, apart from any database session; `gateway` is None where the
    company has taken down its account there.
    """

    gateway: Gateway | None
    begun_at: datetime
    charge: Charge


def begin(customer, payer, attempt_id, payment_method_id, amounts, *, shown=None, return_url=None,
          present=True, **terms):
    """An Order on a fresh attempt that reserves the invoices; the caller commits, then charges.

    `amounts` and `terms` as in choose; `shown` is the (total, surplus) that the payer agreed to. A
    payer who may not pay gets 403 (D7), None is nobody who is signed in; `present` is False where
    no person takes part (M5). None when open credits pay it all: then that is done, once the caller
    commits, and there is nothing to charge. Raises Objection.
    """
    if payer and not payer.may_pay:
        abort(403)
    choice = choose(customer, payment_method_id, amounts, lock=True, **terms)
    if shown:
        choice.check_shown(*shown)
    attempt = PaymentAttempt(
        attempt_id=attempt_id, customer_id=customer.customer_id, currency=choice.currency,
        payment_method_id=choice.method and choice.method.payment_method_id,
        portal_user_id=payer and payer.portal_user_id,
        amount=choice.total, created_date=clock.now(),
    )
    order = ordered(attempt, choice, return_url, present) if choice.total else None
    reserve(attempt, choice)
    return order


def ordered(attempt, choice, return_url, present=True):
    ids = ", ".join(choice.amounts)
    charge = Charge(
        str(attempt.attempt_id), attempt.amount, attempt.currency, choice.method.token,
        description=ids if len(ids) <= 200 else f"{len(choice.amounts)} invoices",
        metadata={"customer_id": attempt.customer_id}, return_url=return_url,
        payer_present=present,
    )
    return Order(gateway(choice.method.gateway), attempt.created_date, charge)


def gateway(provider):
    try:
        return merchant.gateway(provider, hold=True)
    except GatewayError:
        return None


def reserve(attempt, choice):
    """The database lets one open attempt have an invoice (D26)."""
    attempt.state = "pending" if choice.total else "approved"
    try:
        db.session.add(attempt)
        db.session.flush()
        db.session.add_all(AttemptShare(**each) for each in rows(attempt, choice.charged.items()))
        db.session.add_all(CreditUse(**each, credit_id=credit.credit_id)
                           for credit, *use in choice.uses for each in rows(attempt, [use]))
        db.session.flush()
    except IntegrityError as clash:
        db.session.rollback()
        raise JustBegun from clash
    attempt.ask_later()
    if not choice.total:
        credit_use.count(attempt.credit_uses, choice.invoices)


def rows(attempt, amounts):
    """What shares and uses of credits have in common, of (invoice id, amount) pairs."""
    return ({"attempt_id": attempt.attempt_id, "invoice_id": invoice_id, "amount": amount,
             "open": attempt.open} for invoice_id, amount in amounts)


def charge(order):
    """Ask for the money, once; the Outcome. An order that lay about is not sent any more."""
    check_no_transaction()
    if clock.now() - order.begun_at > PATIENCE:
        return Outcome(State.NOT_SENT, "unreachable")
    if order.gateway is None:
        return Outcome(State.NOT_SENT, "refused")
    try:
        return order.gateway.charge(order.charge)
    except GatewayError:
        return Outcome(State.NOT_SENT, "refused")


def ask(attempt):
    """What became of an attempt, as an Outcome, by the gateway's word; ends the transaction."""
    key, begun_at = attempt.attempt_id, attempt.created_date
    undone = attempt.state == State.ACTION_REQUIRED and clock.now() - begun_at > ACTION_TIME
    asked = merchant.gateway(attempt.method.gateway)
    db.session.commit()
    check_no_transaction()
    finding = asked.find(str(key))
    if undone and finding.outcome and finding.outcome.state is State.ACTION_REQUIRED:
        asked.void(Void(str(uuid.uuid5(key, "cancel")), str(key)))
        finding = asked.find(str(key))
    if asked.never_arrived(finding, begun_at + PATIENCE, clock.now()):
        return Outcome(State.NOT_SENT, "unreachable")
    return finding.outcome or Outcome(State.UNKNOWN, "no_answer")


def check_no_transaction():
    if db.session.registry.has() and db.session().in_transaction():
        raise TransactionOpen

"""A refund or void as far as the gateway is concerned: begun, asked for once, asked about (M9).

As with a payment (see paying): the row is committed, then the gateway is called with no
transaction open, then the outcome is recorded. What is not known is only ever asked about.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from billing.gateways import charge as orders
from billing.gateways.errors import GatewayError
from billing.gateways.gateway import Gateway
from billing.gateways.outcome import Outcome, State
from billing.ledger import against, merchant
from billing.ledger.given_back import held, settle, taken_by
from billing.ledger.paying import PATIENCE, check_no_transaction, gateway
from billing.ledger.refund import Refund
from config import clock, languages
from config.database import db


@dataclass(frozen=True)
class Order:
    """What a gateway is to do, apart from any database session; `gateway` as in paying."""

    gateway: Gateway | None
    begun_at: datetime
    kind: str
    order: object


def begin(payment_id, refund_id, kind, amount, note, by):
    """An Order on a fresh Refund of `amount` minor units, all of it for a void; the caller commits,
    then carries it out. None where no gateway has the money: then it is recorded, and done.

    `note` is why, `by` the name of whoever of staff decided it. Raises Refused.
    """
    attempt, payment = held(payment_id)
    check(payment, kind, amount)
    refund = Refund(
        refund_id=refund_id, customer_id=payment.customer_id, payment_id=payment_id, kind=kind,
        attempt_id=attempt and attempt.attempt_id, currency=payment.currency, amount=amount,
        note=note, asked_by=by, created_by=by, created_date=clock.now(), state="pending",
    )
    refund.ask_later()
    add(refund)
    if attempt is None:
        settle(refund_id, Outcome(State.APPROVED))
        return None
    return ordered(refund, attempt)


def possible(payment):
    """Of “refund” and “void” those that staff can ask for as the payment stands now."""
    if any(each.open for each in Refund.of(payment)):
        return ()
    if payment.status == "Processed":
        return ("refund",) if payment.refunded_amount else ("refund", "void")
    return ("void",) if payment.status == "Processing" and by_gateway(payment) else ()


def check(payment, kind, amount):
    open_one = next((each for each in Refund.of(payment) if each.open), None)
    if open_one:
        raise under_way(open_one)
    if kind not in possible(payment):
        partly = kind == "void" and payment.status == "Processed"
        raise (against.PartGivenBack if partly else against.NothingThere)(id=payment.payment_id)
    if not 0 < amount <= payment.left:
        raise against.MoreThanLeft(left=languages.money(payment.left, payment.currency))


def under_way(refund):
    since = languages.moment(refund.created_date)
    return against.GoingBack(id=refund.payment_id, since=since)


def by_gateway(payment):
    """Whether a gateway has the money; else staff give it back themselves, and record that."""
    return taken_by(payment.payment_id) is not None


def add(refund):
    """The database lets one open refund have a payment; the same form again finds the first."""
    try:
        db.session.add(refund)
        db.session.flush()
    except IntegrityError as clash:
        db.session.rollback()
        raise under_way(refund) from clash


def ordered(refund, attempt):
    key, payment = str(refund.refund_id), str(attempt.attempt_id)
    reference = attempt.gateway_reference or None
    if refund.kind == "void":
        order = orders.Void(key, payment, reference)
    else:
        order = orders.Refund(key, payment, refund.amount, refund.currency, reference)
    return Order(gateway(attempt.method.gateway), refund.created_date, refund.kind, order)


def carry_out(order):
    """Ask the gateway, once; the Outcome. An order that lay about is not sent any more."""
    check_no_transaction()
    if clock.now() - order.begun_at > PATIENCE:
        return Outcome(State.NOT_SENT, "unreachable")
    if order.gateway is None:
        return Outcome(State.NOT_SENT, "refused")
    try:
        return getattr(order.gateway, order.kind)(order.order)
    except GatewayError:
        return Outcome(State.NOT_SENT, "refused")


def ask(refund):
    """What became of it, as an Outcome, by the gateway's word; ends the transaction."""
    key, begun_at = str(refund.refund_id), refund.created_date
    asked = merchant.gateway(refund.attempt.method.gateway)
    reference = refund.attempt.gateway_reference or None
    db.session.commit()
    check_no_transaction()
    finding = asked.find(key, reference)
    if asked.never_arrived(finding, begun_at + PATIENCE, clock.now()):
        return Outcome(State.NOT_SENT, "unreachable")
    return finding.outcome or Outcome(State.UNKNOWN, "no_answer")

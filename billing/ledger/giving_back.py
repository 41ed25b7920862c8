"""A refund or void is begun: the row is written, then committed, carried out and settled (M9).

As with a payment (see paying and order). What is not known is only ever asked about.
"""

from sqlalchemy.exc import IntegrityError

from billing.gateways import charge as orders
from billing.gateways.outcome import Outcome, State
from billing.ledger import against
from billing.ledger.given_back import held, settle, taken_by
from billing.ledger.order import Order
from billing.ledger.refund import Refund
from config import clock, languages
from config.database import db


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
    return Order.through(attempt.method.gateway, refund.created_date, order)

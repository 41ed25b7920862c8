"""A payment is begun: the attempt is written with its invoices reserved (M6).

What keeps money from being taken twice is what comes in which order: this is committed, then the
gateway is called with no transaction open (see order), then the outcome is recorded (see
settlement). Whoever dies on the way leaves an attempt that is only ever asked about.
"""

from flask import abort
from sqlalchemy.exc import IntegrityError

from billing.gateways.charge import Charge
from billing.ledger import credit_use
from billing.ledger.attempt import AttemptShare, PaymentAttempt
from billing.ledger.choice import choose
from billing.ledger.credit_use import CreditUse
from billing.ledger.objection import JustBegun
from billing.ledger.order import Order
from config import clock
from config.database import db


def begin(customer, payer, attempt_id, payment_method_id, amounts, *, shown=None, return_url=None,
          present=True, by="", **terms):
    """An Order on a fresh attempt that reserves the invoices; the caller commits, then has it
    carried out.

    `amounts` and `terms` as in choose; `shown` is the (total, surplus) that the payer agreed to. A
    payer who may not pay gets 403 (D7), None is nobody who is signed in; `present` is False where
    no person takes part (M5), `by` the name of a program that asked. None when open credits pay it
    all: that is done then, once the caller commits, and nothing is to be charged. Raises Objection.
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
        amount=choice.total, created_date=clock.now(), created_by=by,
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
    return Order.through(choice.method.gateway, attempt.created_date, charge)


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

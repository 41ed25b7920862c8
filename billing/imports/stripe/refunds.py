"""What was given back at Stripe of the payments that are here, whenever that was."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select

from billing.gateways.stripe import refunds
from billing.gateways.stripe.amounts import from_stripe
from billing.imports.kind import MAKER
from billing.imports.stripe.payments import kept
from billing.imports.stripe.tally import CHANGED
from billing.imports.stripe.values import line
from billing.ledger import giving_back
from billing.ledger.given_back import settle
from billing.ledger.payment import Payment
from billing.ledger.refund import Refund
from config.database import db

STANDING = ("Processed", "Refunded")


def moved(charges):
    """Those of the charges of which another part is left here than at Stripe."""
    query = select(Payment.payment_id, Payment.payment_amount - Payment.refunded_amount)
    query = query.where(Payment.payment_id.in_([each["id"] for each in charges]))
    left = dict(db.session.execute(query.where(Payment.status.in_(STANDING))).all())
    return [each for each in charges if left.get(each["id"], ours(each)) != ours(each)]


def ours(charge):
    """What Stripe has left of the charge, in Portico's minor units."""
    return from_stripe(kept(charge), charge["currency"].upper())


def told(thing, charge):
    """A refund of the charge, as Stripe tells it."""
    return {**thing, "payment_id": charge["id"], "left": ours(charge)}


class Refunds:
    """Each once, under an id that follows from Stripe's; one that fails later is taken back."""

    def sifted(self, things):
        ids = [refund_id(each) for each in things]
        known = set(db.session.scalars(select(Refund.refund_id).where(Refund.refund_id.in_(ids))))
        return [each for each in things
                if refunds.stands(each) or refund_id(each) in known], 0

    def load(self, thing):
        return thing

    def put(self, rows):
        return [put(thing) for thing in rows], []


def put(thing):
    known = db.session.scalar(select(Refund).where(Refund.refund_id == refund_id(thing)))
    if known:
        back = known.state == "approved" and not refunds.stands(thing)
        return CHANGED if back and settle(known.refund_id, refunds.outcome(thing)) else False
    return give(thing, Payment.locked(thing["payment_id"]))


def give(thing, payment):
    """Not more than Stripe has given back of it altogether."""
    outcome = refunds.outcome(thing)
    amount = min(outcome.amount, payment.left - thing["left"])
    if amount <= 0:
        return False
    note = line(f"At Stripe: {(thing.get('reason') or 'refunded').replace('_', ' ')}")
    giving_back.begin(payment.payment_id, refund_id(thing), "refund", amount, note, MAKER)
    refund = Refund.locked(refund_id(thing))
    refund.gateway_reference = thing["id"]
    refund.created_date = refund.updated_date = datetime.fromtimestamp(thing["created"], UTC)
    db.session.flush()
    return True


def refund_id(thing):
    return uuid5(NAMESPACE_URL, f"https://stripe.com/refunds/{thing['id']}")

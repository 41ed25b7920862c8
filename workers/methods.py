"""Saved ways to pay, as jobs: what their gateways are still to be asked or told (M3, M4)."""

from datetime import timedelta

from billing.ledger.method_errand import MethodErrand
from billing.ledger.payment_method import PaymentMethod
from config.database import db
from workers.job import job
from workers.queue import wake


def put_off(errand, reason):
    errand.try_later()


@job(MethodErrand, instead=put_off)
def run(errand):
    errand.carry_out()
    db.session.commit()


def changed(reference):
    """Stripe says that this method is not as it was: ask how it stands (M3, M11)."""
    errands = [MethodErrand.send("refresh", each) for each in PaymentMethod.at_stripe(reference)]
    keys = [errand.errand_id for errand in errands]
    db.session.commit()
    for key in keys:
        wake("method_errand", key)


def heard(reference):
    """A gateway's event names this: what was asked by it is asked again, now (M8)."""
    errand = MethodErrand.about(reference)
    if errand:
        errand.postpone(timedelta(0))
        db.session.commit()
        wake("method_errand", errand.errand_id)

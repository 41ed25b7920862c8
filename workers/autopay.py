"""Autopay, as jobs: a charge is begun, asked for once, and told (M5)."""

from datetime import timedelta

from flask import g

from billing.ledger import autopay
from billing.ledger.autopay_charge import AT_THE_GATEWAY, AutopayCharge
from billing.ledger.objection import NoMethod, Objection
from config.database import db
from workers import autopay_letters, payments
from workers.job import job
from workers.queue import wake

PAUSE = timedelta(minutes=10)


def put_off(charge, reason):
    charge.postpone(PAUSE)


@job(AutopayCharge, instead=put_off)
def charge(row):
    """Never twice for one try: its attempt is the same for whoever comes (M6)."""
    if row.state in AT_THE_GATEWAY:
        look(row.attempt)
    else:
        pay(row.autopay_charge_id)


def look(attempt):
    """What became of the attempt, should whoever found it out have failed to tell."""
    declined = attempt.payment and attempt.payment.status == "Declined"
    payments.tell(attempt.attempt_id, attempt.payment if declined else None)


def pay(key):
    try:
        order = autopay.begin(key, g.tenant.base_url)
    except Objection as objection:
        db.session.rollback()
        return hold(key, objection)
    db.session.commit()
    if order:
        payments.conclude(order.key, order.carry_out())


def hold(key, objection):
    """Without a method the try has failed; else a payment by hand is under way: look later."""
    if not isinstance(objection, NoMethod):
        autopay.wait(key)
        return db.session.commit()
    failed = autopay.fail(key, autopay.NO_METHOD)
    mail = failed and autopay_letters.news(failed)
    db.session.commit()
    if mail:
        wake("mail", mail.mail_id)

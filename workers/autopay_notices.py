"""What is looked through again and again: what falls due soon, which cards expire (M5, M11).

Each finding is a row that only one scheduler can write, with the letter in the same transaction.
The charges themselves are jobs, which the sweeper wakes when their time has come.
"""

from flask import g

from billing.ledger import autopay_plan, expiry_notice
from billing.ledger.autopay import active
from billing.ledger.expiry_notice import ExpiryNotice
from config import clock
from config.database import db
from mailers import autopay_upcoming, card_expiring
from workers.purge import in_every_tenant


@in_every_tenant
def plan():
    """Charges of the next days, each with its notice."""
    today = clock.today(g.tenant.time_zone)
    if not active():
        return
    autopay_plan.stamp(today)
    autopay_plan.revive()
    while charges := autopay_plan.plan(today):
        for charge in charges:
            if charge.reader:
                autopay_upcoming.write(charge.invoice, charge.reader, charge.charge_on)
        db.session.commit()


@in_every_tenant
def cards():
    """Cards that expire soon."""
    if not active():
        return
    for method, customer, days in expiry_notice.expiring(clock.today(g.tenant.time_zone)):
        reader = customer.billing_contact
        if reader and reader.email and ExpiryNotice.take(method, days):
            card_expiring.write(method, reader.email)
        db.session.commit()

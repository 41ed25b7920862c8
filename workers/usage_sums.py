"""Usage as it comes in, into its sums; and who wanted to be told of it is told (P15)."""

from flask import g

from billing.usage import roll_up
from billing.usage.alerting import reached
from billing.usage.usage_limit import UsageAlert
from config import clock
from config.database import db
from mailers import usage_alert
from workers.purge import in_every_tenant
from workers.queue import wake


@in_every_tenant
def keep():
    roll_up.fold()
    tell()


@in_every_tenant
def forget():
    roll_up.forget(clock.today(g.tenant.time_zone))


def tell():
    """A mail for each limit of which a step was reached, in the transaction that notes it."""
    for limit, starts_on, percent in reached(clock.today(g.tenant.time_zone)):
        if UsageAlert.take(limit, starts_on, percent):
            mail = usage_alert.write(limit, starts_on, percent)
            db.session.commit()
            wake("mail", mail.mail_id)

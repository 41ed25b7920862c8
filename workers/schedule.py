"""Recurring work, all of it in one place (W4)."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from redis.exceptions import RedisError

from config.database import db
from config.logs import log
from workers import (
    autopay_notices,
    money_notices,
    notices,
    purge,
    sweeper,
    turn,
    usage_months,
    usage_sums,
)

TICK = 1  # seconds
SULKING = 5  # seconds, after Redis was not there


class Recurring(NamedTuple):
    """Done once every so often by one of however many schedulers run; bears to be done twice."""

    name: str
    every: timedelta
    do: Callable


SCHEDULE = (
    Recurring("sweep", timedelta(seconds=30), sweeper.sweep),
    Recurring("webhooks", timedelta(seconds=3), sweeper.sweep_unwoken),
    Recurring("gateways' notices", timedelta(hours=1), notices.notices),
    Recurring("autopay", timedelta(minutes=10), autopay_notices.plan),
    Recurring("card expiry", timedelta(hours=6), autopay_notices.cards),
    Recurring("invoice mails", timedelta(minutes=5), money_notices.invoices),
    Recurring("invoice reminders", timedelta(hours=1), money_notices.reminders),
    Recurring("usage sums", timedelta(minutes=1), usage_sums.keep),
    Recurring("purge usage sums", timedelta(days=1), usage_sums.forget),
    Recurring("usage months", timedelta(hours=1), usage_months.keep),
    Recurring("purge exports", timedelta(hours=1), purge.exports),
    Recurring("purge documents", timedelta(days=7), purge.documents),
    Recurring("purge audit exports", timedelta(hours=1), purge.audit_exports),
    Recurring("purge audit log", timedelta(days=1), purge.audit_log),
    Recurring("purge links", timedelta(days=1), purge.links),
    Recurring("purge pictures", timedelta(hours=1), purge.pictures),
    Recurring("purge webhook messages", timedelta(days=1), purge.webhook_messages),
    Recurring("purge webhook events", timedelta(days=1), purge.webhook_events),
    Recurring("purge idempotent answers", timedelta(hours=1), purge.idempotent_answers),
    Recurring("purge visits", timedelta(hours=1), purge.visits),
)


def keep(over):
    """Do what is due until the threading.Event `over` is set; what is under way is finished."""
    pause = 0
    while not over.wait(pause):
        pause = TICK if all([served(recurring) for recurring in SCHEDULE if not over.is_set()]) \
            else SULKING


def served(recurring):
    """False when Redis is not there to say whose turn it is; failures of the work are logged."""
    try:
        if turn.take(recurring.name, recurring.every):
            recurring.do()
    except RedisError as error:
        log.warning("queue is silent", error=type(error).__name__)
        return False
    except Exception as error:
        db.session.rollback()
        log.error("failure", name=recurring.name, error=type(error).__name__)
    return True

"""Gateways that send no webhooks are asked every day what happened (M8).

Each day is a row like the events that it brings: two schedulers write it once, one on which nobody
was there to ask is asked about later, and it is asked about again for some days, since such a
gateway tells of a day as long as two days after.
"""

from datetime import date, timedelta

from flask import g
from sqlalchemy import func, select

from billing.gateways.errors import GatewayError
from billing.gateways.event import Event
from billing.ledger import merchant
from billing.ledger.gateway_account import GatewayAccount
from billing.ledger.webhook_event import LATER, TOMORROW, WebhookEvent, storable
from config import clock
from config.database import db
from workers.purge import in_every_tenant
from workers.queue import wake

SILENT = ("cardconnect",)
AGAIN = 4  # days on which a day is asked about after it
MOST = 60  # days back that are caught up with


@in_every_tenant
def notices():
    """Write down the days until today of each such gateway that the company has."""
    accounts = select(GatewayAccount.provider).where(GatewayAccount.provider.in_(SILENT))
    today = clock.today(g.tenant.time_zone)
    for provider in db.session.scalars(accounts).all():
        for day in days(provider, today):
            WebhookEvent.store(provider, Event(f"notices:{day}", "notices", reference=str(day)))


def days(provider, today):
    """Those since the last one that is written down; of a new account only today."""
    written = select(func.max(WebhookEvent.reference)).where(
        WebhookEvent.provider == provider, WebhookEvent.kind == "notices")
    last = db.session.scalar(written)
    since = max(date.fromisoformat(last), today - timedelta(days=MOST)) if last else today
    return [since + timedelta(days=number) for number in range((today - since).days + 1)]


def ask(provider, told):
    """Ask about the day that was written down, and store what is told of it."""
    gateway, today = merchant.gateway(provider), clock.today(g.tenant.time_zone)
    db.session.commit()
    day = date.fromisoformat(told.reference)
    try:
        events = [event for event in gateway.notices(day) if storable(event)]
    except GatewayError:
        return LATER
    stored = [WebhookEvent.store(provider, event) for event in events]
    db.session.commit()
    for key in filter(None, stored):
        wake("webhook", key)
    return "done" if today - day >= timedelta(days=AGAIN) else TOMORROW

"""The log of webhooks as staff read it: the newest first, held to what they look for (I6)."""

import uuid

from sqlalchemy import false, select
from sqlalchemy.orm import joinedload

from billing.people.wished import Wished
from config.database import db
from tenants.webhook_delivery import STATES, WebhookDelivery
from tenants.webhook_message import WebhookMessage
from tenants.webhook_types import TRIAL, TYPES

MOST = 500  # sent again at one press


class Wish(Wished):
    """The log's filter, as an address asks for it."""

    FIELDS = ("webhook", "state", "event", "from", "to")
    NEWEST = (WebhookDelivery.created_date, WebhookDelivery.webhook_delivery_id)
    key_of = uuid.UUID

    def failed(self):
        """Those of the wish that never arrived, where they may now, locked, the oldest first."""
        query = self.query().where(WebhookDelivery.state == "failed",
                                   WebhookDelivery.endpoint.has(state="on"))
        oldest = query.order_by(WebhookDelivery.created_date).limit(MOST)
        return db.session.scalars(
            oldest.with_for_update(skip_locked=True, of=WebhookDelivery)).all()

    def query(self):
        query = select(WebhookDelivery).where(*self.within_days()).options(
            joinedload(WebhookDelivery.message, innerjoin=True),
            joinedload(WebhookDelivery.endpoint, innerjoin=True))
        for name, condition in CONDITIONS.items():
            if self.fields[name]:
                query = query.where(condition(self.fields[name]))
        return query


def at(said):
    try:
        return WebhookDelivery.webhook_endpoint_id == uuid.UUID(said)
    except ValueError:
        return false()


def in_state(said):
    return WebhookDelivery.state == said if said in STATES else false()


def of(said):
    known = said in TYPES or said == TRIAL
    return WebhookDelivery.message.has(WebhookMessage.event_type == said) if known else false()


CONDITIONS = {"webhook": at, "state": in_state, "event": of}

"""What tests of webhooks need: the Test gateway's letters, and who brings them (M8)."""

import json
import urllib.request
import uuid
from contextlib import nullcontext

from sqlalchemy import select

from billing.gateways.test import signature
from billing.ledger.webhook_event import WebhookEvent
from config import clock
from config.database import db
from tests.till import Till, copied
from workers import webhooks


class Postman(Till):
    """Brings the Test gateway's events to Portico, as often and as late as a test wants."""

    def signed(self, **told):
        """(body, headers) of an event that the gateway would sign."""
        body = json.dumps({"event_id": f"ev_{uuid.uuid4()}", "kind": "attempt", **told}).encode()
        secret = self.cast.app.config["TEST_GATEWAY_SECRET"]
        return body, {signature.HEADER: signature.sign(secret, str(self.cast.acme), body)}

    def bring(self, letter, visitor):
        body, headers = letter
        return visitor.client.post("/webhooks/test", base_url=visitor.base, data=body,
                                   headers={"Content-Type": "application/json", **headers})

    def letter(self, attempt_id, about="/event"):
        """The gateway's own, about how an attempt or its charge-back stands with it now."""
        settings = self.cast.app.config
        headers = {"Authorization": f"Bearer {settings['TEST_GATEWAY_SECRET']}",
                   "Gateway-Account": str(self.cast.acme)}
        address = f"{settings['TEST_GATEWAY_URL']}/attempts/{attempt_id}{about}"
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            return answer.read(), {signature.HEADER: answer.headers[signature.HEADER]}

    def events(self):
        with self.cast.within():
            found = db.session.scalars(select(WebhookEvent).order_by(WebhookEvent.received_at))
            return [copied(each) for each in found]

    def act(self, minutes=0):
        """Do what the worker does with every event; their states."""
        later = clock.travelled(minutes=minutes) if minutes else nullcontext()
        with later, self.cast.app.app_context():
            for event in self.events():
                webhooks.act(self.cast.acme, str(event.webhook_event_id))
        return [event.state for event in self.events()]

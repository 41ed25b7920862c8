"""What tests of webhooks need: one of acme's that leads to an ear, and the worker's part (I6)."""

from sqlalchemy import select
from standardwebhooks import Webhook

from config.database import db
from mailers.mail import Mail
from tenants.webhook_delivery import WebhookDelivery
from tenants.webhook_endpoint import WebhookEndpoint
from tenants.webhook_try import WebhookTry
from tenants.webhook_types import TYPES
from tests.till import copied
from workers import deliveries


class Desk:
    """The worker's part is done when a test says."""

    def __init__(self, cast, ear):
        self.cast, self.ear = cast, ear
        with cast.within():
            endpoint, self.secret = WebhookEndpoint.make(
                "Stan Baker", address=ear.address, description="Ledger", event_types=list(TYPES))
            db.session.commit()
            self.key = endpoint.webhook_endpoint_id

    def deliveries(self):
        with self.cast.within():
            order = WebhookDelivery.created_date, WebhookDelivery.webhook_delivery_id
            return [copied(each) for each in db.session.scalars(
                select(WebhookDelivery).order_by(*order))]

    def deliver(self):
        """What is due; the states that came of it."""
        with self.cast.app.app_context():
            for each in self.deliveries():
                deliveries.deliver(self.cast.acme, str(each.webhook_delivery_id))
        return [each.state for each in self.deliveries()]

    def told(self):
        """(type, data) of what was heard, each signed so that the official library takes it."""
        return [self.checked(each) for each in self.ear.heard]

    def checked(self, heard):
        told = Webhook(self.secret).verify(heard.body, heard.headers)
        assert set(told) == {"type", "timestamp", "data"}
        return told["type"], told["data"]

    def endpoint(self):
        with self.cast.within():
            return copied(WebhookEndpoint.of(self.key))

    def tries(self):
        with self.cast.within():
            return [copied(each) for each in db.session.scalars(
                select(WebhookTry).order_by(WebhookTry.webhook_try_id))]

    def trial(self):
        with self.cast.within():
            key = WebhookDelivery.trial(WebhookEndpoint.of(self.key)).webhook_delivery_id
            db.session.commit()
            return key

    def letters(self):
        with self.cast.within():
            found = select(Mail.recipient).where(Mail.template == "webhook_off")
            return db.session.scalars(found).all()

"""A letter about a webhook at which nothing arrives any more (I6)."""

from config.database import db
from mailers import webhook_off
from tenants.webhook_endpoint import WebhookEndpoint


def switched_off():
    endpoint, _ = WebhookEndpoint.make("Stan", address="https://example.com/in", state="failed")
    db.session.flush()
    mail, = webhook_off.write(endpoint)
    return mail

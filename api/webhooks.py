"""Where gateways tell what happened, unasked (M8).

Who may come in is said by the event's own signature, over the body as it was sent. It is stored
before it is answered, and acted on after: who sends it waits for nothing, and sends it again if
there was no answer.
"""

from flask import Blueprint, abort, request

from billing.gateways.errors import (
    NotConfigured,
    NotGenuine,
    UnknownProvider,
    WrongSignature,
)
from billing.ledger import merchant
from billing.ledger.gateway_account import GatewayAccount
from billing.ledger.webhook_event import WebhookEvent, storable
from config.database import db
from workers.queue import wake

webhooks = Blueprint("webhooks", __name__, url_prefix="/webhooks")


@webhooks.post("/<provider>")
def webhook(provider):
    gateway = known(provider)
    body = request.get_data(cache=False)
    try:
        event = gateway.read_event(body, request.headers)
    except NotGenuine as doubt:
        refuse(provider, doubt)
    if not storable(event):
        abort(400)
    webhook_event_id = WebhookEvent.store(provider, event, (body, request.headers))
    GatewayAccount.read(provider, genuine=True)
    db.session.commit()
    if webhook_event_id:
        wake("webhook", webhook_event_id)
    return "", 204


def refuse(provider, doubt):
    """400; a signature that does not fit is told to staff, who may have saved another secret."""
    if isinstance(doubt, WrongSignature):
        GatewayAccount.read(provider, genuine=False)
        db.session.commit()
    abort(400)


def known(provider):
    """The company's gateway of that name, or 404."""
    try:
        return merchant.gateway(provider)
    except (NotConfigured, UnknownProvider):
        abort(404)

"""What happened, told to the company's programs (I6)."""

import time
from typing import NamedTuple

from flask import current_app

from config import clock, outside
from config.database import db
from mailers import webhook_off
from tenants import webhook_address, webhook_signature
from tenants.webhook_delivery import PAUSES, WebhookDelivery
from tenants.webhook_try import WebhookTry, readable
from workers.job import job
from workers.queue import wake

GONE = 410  # the endpoint's own word that nothing shall be sent there any more
AGENT = "Portico-Webhooks/1"
SLOW = 2_000  # milliseconds
TURN = 5  # seconds for one endpoint, then mails and other endpoints have theirs


class Call(NamedTuple):
    """All that one try needs, apart from any session."""

    address: str
    headers: dict
    body: bytes


@job(WebhookDelivery, instead=WebhookDelivery.put_off, tries=len(PAUSES) + 1)
def deliver(delivery):
    """And what else is due there: a process of its own for each would cost more than the calls."""
    endpoint_id, end = delivery.webhook_endpoint_id, time.monotonic() + TURN
    while delivery:
        send(delivery)
        delivery = time.monotonic() < end and WebhookDelivery.take_at(endpoint_id)


def send(delivery):
    key, call = delivery.webhook_delivery_id, delivery.endpoint.on and prepared(delivery)
    if not call:
        delivery.end("failed")
    db.session.commit()  # nothing is held while the other side takes its time
    if call:
        conclude(key, **made(call))


def prepared(delivery):
    message, endpoint = delivery.message, delivery.endpoint
    body = message.body
    signed = webhook_signature.headers(message.name, clock.now(), body, endpoint.secrets)
    return Call(endpoint.address, {**signed, "Content-Type": "application/json",
                                   "User-Agent": AGENT}, body)


def made(call):
    """What came of it, as a WebhookTry keeps it."""
    config, since = current_app.config, time.monotonic()
    told = {"status": None}
    try:
        webhook_address.check(call.address, config["SECURE"], config["WEBHOOK_NETWORKS"])
        answer = outside.post(*call, networks=config["WEBHOOK_NETWORKS"])
        told = {"status": answer.status, "answer": readable(answer.text)}
    except (outside.NotAllowed, webhook_address.Unfit):
        told["trouble"] = "network"
    except outside.NoAnswer as trouble:
        told["trouble"] = str(trouble)
    return {**told, "milliseconds": round((time.monotonic() - since) * 1000)}


def conclude(key, **told):
    """Keep what came of a try; of an endpoint at which nothing arrives any more staff are told."""
    delivery = WebhookDelivery.locked(key)
    if delivery is None:
        return
    tried = WebhookTry(webhook_delivery_id=key, **told)
    db.session.add(tried)
    delivery.arrive() if tried.good else delivery.put_off()
    if tried.status is None or tried.milliseconds > SLOW:
        delivery.hold_others()
    db.session.flush()
    mails = give_up(delivery) if tried.status == GONE or delivery.hopeless else []
    db.session.commit()
    for mail in mails:
        wake("mail", mail.mail_id)


def give_up(delivery):
    """Call the endpoint no more; the letters about it."""
    endpoint = delivery.endpoint
    if not endpoint.on:
        return []
    delivery.end("failed")
    endpoint.edit("", state="failed")
    return webhook_off.write(endpoint)

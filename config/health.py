"""/healthz, /readyz and /metrics, on any host and without a tenant (T7)."""

import hmac

from flask import Blueprint, abort, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from config import storage
from config.database import db
from config.redis import redis

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive():
    return {"status": "up"}


@health.get("/readyz")
def ready():
    states = {name: state(probe) for name, probe in PROBES.items()}
    good = all(word == "up" for word in states.values())
    return states, 200 if good else 503


@health.get("/metrics")
def metrics():
    expected = current_app.config.get("METRICS_TOKEN")
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not expected or not hmac.compare_digest(sent.encode(), expected.encode()):
        abort(404)
    return generate_latest(), 200, {"Content-Type": CONTENT_TYPE_LATEST}


def state(probe):
    try:
        probe()
    except Exception:  # whatever it is, it is not ready
        return "down"
    return "up"


PROBES = {
    "database": lambda: db.session.execute(text("select 1")),
    "redis": lambda: redis().ping(),
    "storage": storage.answers,
}

"""The door of programs: a bearer key of the host's tenant, whose scope covers the method (I1).

Cookies are not looked at (D1), so nothing that a browser sends by itself opens anything here.
"""

from flask import abort, g, request
from flask_smorest import Blueprint
from werkzeug.datastructures import WWWAuthenticate

from config.database import db
from tenants.api_key import ApiKey

api = Blueprint("api", __name__, url_prefix="/api/v1")
READING = ("GET", "HEAD", "OPTIONS")


@api.before_request
def open_door():
    g.api_key = ApiKey.under(secret())
    if g.api_key is None:
        abort(401, "Send a key of this company: Authorization: Bearer …",
              www_authenticate=WWWAuthenticate("bearer"))
    if scope() not in g.api_key.scopes:
        abort(403, f"This key lacks the scope “{scope()}”.")
    if g.api_key.use():
        db.session.commit()


def secret():
    """The bearer secret that was sent, or "", which opens nothing."""
    sent = request.authorization
    return (sent.token if sent and sent.type == "bearer" else None) or ""


def scope():
    return "read" if request.method in READING else "write"

"""The door of programs: a bearer key of the host's tenant, whose scope covers the route (I1).

Cookies are not looked at (D1), so nothing that a browser sends by itself opens anything here.
"""

from flask import abort, current_app, g, request
from flask_smorest import Blueprint
from werkzeug.datastructures import WWWAuthenticate

from api import rate
from api.again import again
from api.body import Reader, look_at_body
from api.caller import come_in
from api.once import once
from tenants.api_key import ApiKey

READING = ("GET", "HEAD", "OPTIONS")


class Door(Blueprint):
    """Routes whose views do not commit; what changes something is committed around them."""

    ARGUMENTS_PARSER = Reader()

    def __init__(self, *named, **options):
        super().__init__(*named, **options)
        self.before_request(open_door)
        self.before_request(look_at_body)
        self.after_request(rate.tell)

        self._prepare_doc_cbks.append(say_how)

    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
        safe = set(options.get("methods", READING)) <= set(READING)
        view = again(view_func if safe else once(view_func))
        view._apidoc = {**getattr(view, "_apidoc", {}), "scope": getattr(view, "scope", None),
                        "order": getattr(view, "order", None),
                        "name": endpoint or view.__name__}
        super().add_url_rule(rule, endpoint, view, **options)


def needs(scope):
    """The scope that a key must have for a view, where it is neither to read nor to write."""

    def marked(view):
        view.scope = scope
        return view

    return marked


def say_how(operation, info, method, **others):
    """For the description, which alone loads what it takes."""
    from api import how

    return how.said(operation, info, method)


def open_door():
    g.api_key = key()
    if g.api_key is None:
        abort(401, "Send a key of this company: Authorization: Bearer …",
              www_authenticate=WWWAuthenticate("bearer"))
    rate.count()
    if scope() not in g.api_key.scopes:
        abort(403, f"This key lacks the scope “{scope()}”.")
    g.api_key.remember(secret())


def key():
    """The key that was sent, if it is one: for who changes something as the record that it is."""
    if request.method in READING:
        return come_in(secret(), getattr(view(), "glance", None))
    return ApiKey.under(secret())


def secret():
    """The bearer secret that was sent, or "", which opens nothing."""
    sent = request.authorization
    return (sent.token if sent and sent.type == "bearer" else None) or ""


def scope():
    """That of the view, else by the method."""
    return getattr(view(), "scope", "read" if request.method in READING else "write")


def view():
    return current_app.view_functions[request.endpoint]


api = Door("api", __name__, url_prefix="/api/v1")

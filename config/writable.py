"""No id or text of ours has a NUL, and the database takes none: what holds one names nothing."""

from flask import abort, request

BODILESS = ("GET", "HEAD")


def join(app):
    app.before_request(refuse_unwritable)


def refuse_unwritable():
    if "\0" in request.path or (said() and any("\0" in text for text in texts())):
        abort(404)


def said():
    return request.query_string or request.method not in BODILESS


def texts():
    return (text for _, text in request.values.items(multi=True))

"""No id or text of ours has a NUL, and the database takes none: what holds one names nothing."""

from flask import abort, request


def join(app):
    app.before_request(refuse_unwritable)


def refuse_unwritable():
    sent = [request.path, *(text for _, text in request.values.items(multi=True))]
    if any("\0" in text for text in sent):
        abort(404)

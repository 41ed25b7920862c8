"""No id or text of ours has a NUL, and the database takes none: what holds one names nothing."""

from flask import abort, request

from config.forgery import OF_PROGRAMS

BODILESS = ("GET", "HEAD")


def join(app):
    app.before_request(refuse_unwritable)


def refuse_unwritable():
    if "\0" in request.path or (said() and any("\0" in text for text in texts())):
        abort(404)


def said():
    return request.query_string or request.method not in BODILESS


def texts():
    """Bodies of programs are read by their doors, once they have said who they are."""
    values = request.args if request.path.startswith(OF_PROGRAMS) else request.values
    return (text for _, text in values.items(multi=True))

"""What changes something is committed here, once, together with its answer (I4).

Views of the API do not commit: what they changed, and the answer to an `Idempotency-Key`, become
true in one transaction, or neither does. A view whose verb must commit in between, as one that
charges a card, is marked `lasting`.
"""

import hashlib
from functools import wraps

from flask import abort, g, has_request_context, make_response, request
from sqlalchemy import event
from werkzeug.exceptions import Conflict

from config.database import db
from tenants.idempotent_answer import AskedOtherwise, IdempotentAnswer, UnderWay

NAME = "Idempotency-Key"
LONGEST = 255  # characters of a key
SAID = ("Content-Type", "Location")


class Busy(Conflict):
    retry_after = 1  # second


class CommittedTooEarly(RuntimeError):
    """A view of the API commits what its answer is not kept with; see `lasting`, `afterwards`."""


def once(view):
    """The view, committed; a POST with a key that was answered before is answered alike."""

    @wraps(view)
    def answered(**values):
        if request.method != "POST" or NAME not in request.headers:
            return carried_out(view, values)
        row = begun(request.headers[NAME])
        if row.status:
            return replayed(row)
        if getattr(view, "lasting", False):
            return held(view, values, row)
        return carried_out(view, values, row)

    return answered


def lasting(view):
    """Mark a view that commits while it works: others with its key are told so in the meantime."""
    view.lasting = True
    return view


def afterwards(do, *arguments):
    """Have it done once this call is committed, as waking a worker."""
    g.setdefault("afterwards", []).append((do, arguments))


def begun(key):
    if not 0 < len(key) <= LONGEST or not (key.isascii() and key.isprintable()):
        abort(400, f"{NAME} is 1 to {LONGEST} signs of ASCII.")
    try:
        return IdempotentAnswer.begin(g.api_key.api_key_id, key, asked())
    except UnderWay:
        raise Busy("The first call with this Idempotency-Key is still under way.") from None
    except AskedOtherwise:
        abort(422, f"This {NAME} was sent before with another call.")


def asked():
    """A hash of the call: method, address and body."""
    said = hashlib.sha256(f"{request.method} {request.full_path}\n".encode())
    for name, file in request.files.items(multi=True):
        said.update(f"{name} {file.filename}\n".encode())
        said.update(file.stream.read())
        file.stream.seek(0)
    said.update(repr(list(request.form.items(multi=True))).encode() if request.form
                else request.get_data())
    return said.digest()


def replayed(row):
    headers = {**row.headers, "Idempotent-Replayed": "true"}
    return make_response(row.answer, row.status, headers)


def held(view, values, row):
    """The answer to a call that commits in between; one that failed may come again at once."""
    row.reserve()
    db.session.commit()
    try:
        return carried_out(view, values, row)
    except Exception:
        db.session.rollback()
        db.session.delete(row)
        db.session.commit()
        raise


def carried_out(view, values, row=None):
    answer = made_by(view, values)
    if row is not None and answer.status_code < 500:
        headers = {name: answer.headers[name] for name in SAID if name in answer.headers}
        row.keep(answer.status_code, headers, answer.get_data(as_text=True))
    db.session.commit()
    for do, arguments in g.pop("afterwards", ()):
        do(*arguments)
    return answer


def made_by(view, values):
    g.holding = not getattr(view, "lasting", False)
    try:
        return make_response(view(**values))
    finally:
        g.holding = False


def refuse_commit(session):
    if has_request_context() and g.get("holding") and not session.in_nested_transaction():
        raise CommittedTooEarly("flush here; what comes after the commit goes to api.once")


event.listen(db.session, "before_commit", refuse_commit)

"""A call that the database has ended in favour of another is carried out once more (I4)."""

from functools import wraps

from flask import g
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import ServiceUnavailable

from config import clashes
from config.database import db

WORDS = "Others are at work at the same records, and this call was ended for them. Send it again."
SECOND = 1


def again(view):
    """The view, twice at most; raises ServiceUnavailable. One that commits while it works, or whose
    body is read as it comes, is once: what it began at a gateway its Idempotency-Key finds again.
    """
    times = 1 if getattr(view, "lasting", False) or getattr(view, "types", ()) else 2

    @wraps(view)
    def answered(**values):
        for _ in range(times):
            try:
                return view(**values)
            except OperationalError as error:
                forget(error)
        raise ServiceUnavailable(WORDS, retry_after=SECOND)

    return answered


def forget(error):
    """Nothing is left of what was ended; any other trouble is raised."""
    if not clashes.ended(error):
        raise error
    db.session.rollback()
    g.pop("afterwards", None)

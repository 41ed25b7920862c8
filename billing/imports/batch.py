"""Rows of one kind on their way into the tables, all in one transaction.

Mostly all of them can be taken: only where the database refuses one, they are taken one by one, so
that the others are stored.
"""

from itertools import count

from marshmallow import ValidationError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException

from billing.imports.reasons import reason
from billing.imports.refused import Refused
from billing.people import refusal
from config import clashes
from config.database import db

TIMES = 5
AGAINST = (refusal.Refused, ValidationError, IntegrityError, DataError, HTTPException)


def store(kind, rows):
    """(for each row whether its record is new, or a Refused; who has lost access); commits."""
    if not rows:
        return [], []
    for time in count(1):
        try:
            return stored(kind, rows)
        except OperationalError as error:
            if time == TIMES or not clashes.ended(error):
                raise
            db.session.rollback()


def stored(kind, rows):
    try:
        fates, shut = kind.put(rows)
        db.session.flush()
    except AGAINST:
        db.session.rollback()
        fates, shut = one_by_one(kind, rows)
    db.session.commit()
    return [told(fate) for fate in fates], shut


def one_by_one(kind, rows):
    each = [alone(kind, row) for row in rows]
    return [fate for fate, _ in each], [one for _, shut in each for one in shut]


def alone(kind, row):
    try:
        with db.session.begin_nested():
            (fate,), shut = kind.put([row])
            db.session.flush()
            return fate, shut
    except AGAINST as error:
        return error, []


def told(fate):
    return Refused(reason(fate)) if isinstance(fate, Exception) else fate

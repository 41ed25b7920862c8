"""What customers ask of a company, as its staff list it: what waits first, then what has ended."""

from dataclasses import dataclass

from sqlalchemy import select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from billing.ledger.subscription import Subscription
from billing.people.change_request import ChangeRequest
from billing.tables import cursor
from config.database import db
from config.tally import bounded

MOST = 100  # that wait, on one page
PAGE = 25


@dataclass(frozen=True)
class Ended:
    """A page of what was decided or withdrawn; `older` is a cursor to the next one, or ""."""

    requests: list
    older: str


def waiting():
    """Those that wait, the oldest first, and no more than MOST."""
    return db.session.scalars(
        select(ChangeRequest)
        .where(ChangeRequest.state == "Pending")
        .order_by(ChangeRequest.asked_at, ChangeRequest.request_id)
        .options(*whole())
        .limit(MOST)
    ).all()


def count():
    """How many wait, counted no further than one beyond MOST."""
    some = select(ChangeRequest.request_id).where(ChangeRequest.state == "Pending")
    return db.session.scalar(bounded(some, MOST))


def ended(before=""):
    """The page behind a cursor, or the newest; raises cursor.BadCursor."""
    place = tuple_(ChangeRequest.closed_at, ChangeRequest.request_id)
    query = select(ChangeRequest).where(ChangeRequest.closed_at.is_not(None))
    if before:
        moment, request_id, _ = cursor.unpack(before, "m")
        query = query.where(place < (moment, request_id))
    newest_first = (ChangeRequest.closed_at.desc(), ChangeRequest.request_id.desc())
    found = db.session.scalars(
        query.order_by(*newest_first).options(*whole()).limit(PAGE + 1)
    ).all()
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Ended(found[:PAGE], last and cursor.pack(last.closed_at, last.request_id, 0) or "")


def whole():
    """All that a list shows of its requests, in as many statements for one as for a hundred."""
    lines = joinedload(ChangeRequest.subscription).options(selectinload(Subscription.lines))
    return joinedload(ChangeRequest.customer), joinedload(ChangeRequest.portal_user), lines

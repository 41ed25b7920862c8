"""The company's own people as its staff list them, in pages: the active first, by name (S12)."""

from typing import NamedTuple

from sqlalchemy import case, func, or_, select, tuple_

from config.database import db
from config.tally import bounded
from tenants.staff import Staff

PAGE = 25
PLACE = (case((Staff.active, 0), else_=1), func.lower(Staff.name), Staff.staff_id)


class Roster(NamedTuple):
    """One page; `before` and `after` are whom the pages beside it end and begin beside, or None."""

    people: list
    before: int | None
    after: int | None


def page(q="", after=None, before=None):
    """The page after somebody, or before; without either the first."""
    upwards = before is not None and after is None
    found = db.session.scalars(listed(q, before if upwards else after, upwards)).all()
    more, people = len(found) > PAGE, found[:PAGE][:: -1 if upwards else 1]
    ids = [each.staff_id for each in people] or [None]
    return Roster(
        people=people,
        before=ids[0] if after or (upwards and more) else None,
        after=ids[-1] if upwards or more else None,
    )


def listed(q, beside, upwards):
    """One more than a page holds, which tells whether there are more."""
    place = tuple_(*PLACE)
    query = select(Staff).where(matching(q)).limit(PAGE + 1)
    if beside is not None:
        edge = select(*PLACE).where(Staff.staff_id == beside).scalar_subquery()
        query = query.where(place < edge if upwards else place > edge)
    return query.order_by(*(column.desc() if upwards else column for column in PLACE))


def count(q=""):
    """How many there are, counted no further than one beyond the bound."""
    return db.session.scalar(bounded(select(Staff.staff_id).where(matching(q))))


def matching(q):
    """SQL for: the text stands in the name or the address."""
    return or_(*(column.icontains(q, autoescape=True) for column in (Staff.name, Staff.email)))

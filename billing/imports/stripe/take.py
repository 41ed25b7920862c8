"""A Stripe account, stage by stage and page by page, each page in transactions of its own."""

from itertools import groupby

from sqlalchemy import select

from billing.imports import json_lines, take
from billing.imports.kind import kind_of
from billing.imports.row import Row
from billing.imports.stripe.stages import Stages
from billing.known import own_key
from config.database import db


class Source:
    """What its error file is written as."""

    title, complaint = staticmethod(json_lines.title), staticmethod(json_lines.complaint)


def bring(stages, journal, tenant_id, after):
    """Store what is new; what is there already stays as it is. See imports.take for `after`.

    Raises Unreadable where Stripe does not answer; begun again, it goes on after the last page.
    """
    begun = journal.kept.get("stage", 0)
    for number, (stage, listing) in enumerate(Stages.ALL[begun:], begun):
        last = journal.kept.get("after") if number == begun else None
        for things in stages.account.pages(listing, last, **Stages.WANTED.get(stage, {})):
            with take.in_english(tenant_id):
                shut = store(getattr(stages, stage)(things), journal)
                journal.kept = {"stage": number, "after": things[-1]["id"]}
                journal.mark(journal.place + 1, journal.tally.read)
                after(shut)


def store(told, journal):
    """The records of one page; who has lost access by it."""
    shut, told = [], ((name, fields) for name, fields in told if fields)
    for name, records in groupby(told, lambda each: each[0]):
        kind = kind_of(name, mailed=False)
        found = [fields for _, fields in records]
        fresh = new(kind, found)
        journal.tally.read += len(found) - len(fresh)
        journal.tally.known += len(found) - len(fresh)
        rows = [Row(journal.tally.read + place, fields, shown(fields), 0)
                for place, fields in enumerate(fresh, 1)]
        shut += take.store(kind, Source, rows, journal)
    return shut


def new(kind, records):
    """Those whose id is not there yet."""
    own = own_key(kind.writing.record)
    ids = [each[kind.key] for each in records if not take.refused(each)]
    known = set(db.session.scalars(select(own).where(own.in_(ids))))
    return [each for each in records if take.refused(each) or each[kind.key] not in known]


def shown(fields):
    return {} if take.refused(fields) else fields

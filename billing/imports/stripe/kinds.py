"""What of a Stripe account is taken, and what of it Portico follows later.

A kind is `sifted`, then loaded and put as those of files are (billing.imports.kind).
"""

from sqlalchemy import select

from billing.imports import take
from billing.imports.kind import kind_of
from billing.imports.stripe.tally import CHANGED
from billing.known import own_key
from config.database import db


class New:
    """Records whose id is not there yet; what is there stays as it is."""

    def __init__(self, name):
        self.kind = kind_of(name, mailed=False)
        self.load, self.put, self.key = self.kind.load, self.kind.put, self.kind.key

    def sifted(self, records):
        """(those to take, how many of the others are known)."""
        known = self.known(each[self.key] for each in records if not take.refused(each))
        fresh = [each for each in records if take.refused(each) or each[self.key] not in known]
        return fresh, len(records) - len(fresh)

    def known(self, ids):
        """Those of the ids that are there."""
        return set(db.session.scalars(found(self.kind.writing.record, list(ids))))


class Ended:
    """Records that have come to an end at Stripe since they came, and so do here (D21)."""

    ENDS = {  # from which states they go to which
        "invoices": (("Posted", "Partially Paid", "Paid"), "Reversed"),
        "credits": (("Open", "Applied"), "Reversed"),
        "payments": (("Processed",), "Charged Back"),
    }

    def __init__(self, name):
        self.kind, (self.before, self.end) = kind_of(name, mailed=False), self.ENDS[name]

    def sifted(self, ids):
        record = self.kind.writing.record
        standing = found(record, ids).where(record.status.in_(self.before))
        return [{self.kind.key: key, "status": self.end}
                for key in db.session.scalars(standing)], 0

    def load(self, content):
        return self.kind.shape.load(content, partial=True)

    def put(self, rows):
        fates, shut = self.kind.put(rows)
        return [CHANGED if fate is False else fate for fate in fates], shut


def found(record, ids):
    """The query of those of these ids that are there."""
    own = own_key(record)
    return select(own).where(own.in_(ids))

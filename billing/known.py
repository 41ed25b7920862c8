"""Records that others name, each read once while many are written."""

from sqlalchemy import select

from config.database import db


def own_key(record):
    """The column of the company's own id, unique inside the tenant."""
    return next(c for c in record.__table__.primary_key.columns if c.name != "tenant_id")


class Known:
    """By kind and id; None for what is not there."""

    def __init__(self):
        self.seen = {}

    def see(self, record, keys):
        """Read those that were not read yet, all by one statement."""
        missing = {key for key in keys if key and (record, key) not in self.seen}
        if missing:
            own = own_key(record)
            found = db.session.scalars(select(record).where(own.in_(missing)))
            self.seen |= {(record, key): None for key in missing}
            self.seen |= {(record, getattr(each, own.key)): each for each in found}

    def get(self, record, key):
        self.see(record, [key])
        return self.seen.get((record, key))

"""The audit log as staff read it (S13): the newest first, in pages that all cost the same."""

from sqlalchemy import Text, cast, or_, select

from billing.people.wished import Wished
from config.database import db
from config.tally import bounded
from tenants.audit_entry import AuditEntry

BATCH = 500
AT_ONCE = 10_000  # lines that are written while the reader waits; a file of more is a worker's


class Wish(Wished):
    """The log's filter, as an address asks for it."""

    FIELDS = ("from", "to", "person", "verb", "kind", "record", "customer", "q")
    NEWEST = (AuditEntry.happened_at, AuditEntry.audit_entry_id)

    def all(self, most=AT_ONCE):
        """Every line, to be read once; memory holds one batch, and no transaction stays open."""
        place, left = None, most
        while batch := self.beside(place, min(BATCH, left)):
            yield from batch
            left -= len(batch)
            place = self.place_of(batch[-1])
            db.session.rollback()

    @property
    def long(self):
        """Whether there are more lines than a reader may wait for."""
        found = select(AuditEntry.audit_entry_id).where(*self.conditions())
        return db.session.scalar(bounded(found, AT_ONCE)) > AT_ONCE

    def query(self):
        return select(AuditEntry).where(*self.conditions())

    def conditions(self):
        asked, line = self.fields, AuditEntry
        same = {"verb": line.verb, "kind": line.record_kind, "record": line.record_id,
                "customer": line.customer_id}
        yield from (column == asked[name] for name, column in same.items() if asked[name])
        yield from self.within_days()
        if asked["person"]:
            yield holds((line.actor, line.actor_id, line.on_behalf_of), asked["person"])
        if asked["q"]:
            yield holds((line.actor, line.record_id, line.customer_id, line.address,
                         cast(line.changes, Text), cast(line.facts, Text)), asked["q"])

    @staticmethod
    def key_of(text):
        """Raises ValueError for what is no id that the database could have given."""
        if not (text.isascii() and text.isdecimal() and len(text) < 19):
            raise ValueError(text)
        return int(text)


def holds(columns, word):
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def find(entry_id):
    """One line; 404 for a neighbour's, as for none."""
    return db.first_or_404(select(AuditEntry).where(AuditEntry.audit_entry_id == entry_id))

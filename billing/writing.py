"""Records as programs and files write them: made, replaced, changed (I2, I7, D20, D21).

A Writing is of one kind of record and of one transaction, for one record or for many rows. Fields
come loaded by the record's shape. Verbs neither mail nor commit; each raises ValidationError for a
field that a rule stands against, or Refused, and then has changed nothing.
"""

from contextlib import contextmanager

from marshmallow import ValidationError
from sqlalchemy import select

from billing.known import Known, own_key
from billing.people.refusal import Refused
from billing.shape import own_id
from config.database import db
from tenants import actor

NOWHERE = "The company has no record of this ID."


class Taken(Refused):
    text = "A record with the ID '%(id)s' is there already."


@contextmanager
def at(field):
    """What is refused meanwhile is refused because of this field."""
    try:
        yield
    except Refused as refused:
        raise ValidationError(str(refused), field) from refused


class Writing:
    """`refers` tells which records fields name that must be there, by the fields' names, `mentions`
    which may be; `reads` what is read with the records.

    `parts` belong to records that are new, `gone` to none any more. `shut` lists (customer id,
    portal user's id or None) of who has lost access: once it is committed, the caller takes back
    what they were handed (workers.taking_back). What is `brought` from another system is no news.
    """

    record = shape = None
    refers, mentions, reads = {}, {}, ()

    def __init__(self):
        self.known, self.shut, self.by = Known(), [], actor.here().name
        self.parts, self.gone, self.brought = [], [], False
        self.key = own_key(self.record).key

    def make(self, fields):
        """A new record; raises Taken."""
        if self.standing([fields]).get(fields[self.key]):
            raise Taken(id=fields[self.key])
        return self.told(self.create(fields))

    def put(self, fields):
        """(the record of that id, whether it is new), whatever it was before."""
        found = self.standing([fields]).get(fields[self.key])
        record = self.change(found, fields) if found else self.create(fields)
        return self.told(record), found is None

    def put_all(self, rows):
        """For each row (record, whether it is new, None) or (None, False, what was refused).

        The rest is written; to be called for some thousand rows at a time.
        """
        standing = self.standing(rows)
        for field, record in {**self.refers, **self.mentions}.items():
            self.known.see(record, [row.get(field) for row in rows])
        return self.told([self.fate(row, standing) for row in rows])

    def told(self, written):
        """The same, once the database knows of it."""
        for record in self.gone:
            db.session.delete(record)
        db.session.flush()
        db.session.add_all(self.parts)
        db.session.flush()
        self.parts, self.gone = [], []
        return written

    def fate(self, row, standing):
        try:
            found = standing.get(row[self.key])
            if found:
                return self.change(found, row), False, None
            standing[row[self.key]] = made = self.create(row)
            return made, True, None
        except (ValidationError, Refused) as error:
            return None, False, error

    def standing(self, rows):
        """The records of the rows' ids by id, as they are now, locked in one order."""
        own = own_key(self.record)
        query = select(self.record).where(own.in_({row[self.key] for row in rows})).order_by(own)
        found = db.session.scalars(query.options(*self.reads).with_for_update().execution_options(
            populate_existing=True))
        return {getattr(each, self.key): each for each in found}

    def create(self, fields):
        record = self.record(**{self.key: named(self.key, fields[self.key])})
        self.take(record, self.admitted(record, fields))
        record.created_by = self.by
        db.session.add(record)
        return record

    def change(self, record, fields):
        """Write these fields of the locked record, and none else."""
        self.take(record, self.admitted(record, fields))
        if db.session.is_modified(record):
            record.updated_by = self.by
        return record

    def admitted(self, record, fields):
        """The values to write, once nothing stands against them."""
        for field, kind in self.refers.items():
            key = fields.get(field)
            if key and key != getattr(record, field) and self.known.get(kind, key) is None:
                raise ValidationError(NOWHERE, field)
        return self.admit(record, fields)

    def admit(self, record, fields):
        """The record's own rules; `record` is as it stands, without values where it is new."""
        return fields

    def take(self, record, values):
        for name, value in values.items():
            setattr(record, name, value)


def is_new(record):
    """Whether the database does not know it yet."""
    return record.created_date is None


def named(field, key):
    try:
        own_id(key)
    except ValidationError as error:
        raise ValidationError(error.messages, field) from error
    return key


def after(record, fields, name):
    """The field as it will be once `fields` are written."""
    return fields[name] if name in fields else getattr(record, name)

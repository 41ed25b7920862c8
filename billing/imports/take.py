"""A file of one kind from its first row to its last, in transactions of two thousand rows."""

from contextlib import contextmanager
from itertools import islice

from flask import g

from billing.imports import batch
from billing.imports.refused import Refused
from tenants.current import as_tenant

AT_ONCE = 2000


def take(kind, source, rows, journal, tenant_id, after):
    """Store the tenant's records of `rows`, Rows of `source` after the journal's place.

    After each transaction, still within the tenant, `after` gets who has lost access by it (see
    Writing.shut).
    """
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        with in_english(tenant_id):
            shut = store(kind, source, some, journal)
            journal.mark(some[-1].place, some[-1].end)
            after(shut)


@contextmanager
def in_english(tenant_id):
    """A unit of work of the tenant that tells its reasons as ops read everything."""
    with as_tenant(tenant_id):
        g.locale = "en"
        yield


def store(kind, source, rows, journal):
    """Count each row, and tell those that were refused, in their order."""
    contents = [read(kind, row) for row in rows]
    fates, shut = batch.store(kind, [each for each in contents if not refused(each)])
    fates = iter(fates)
    for row, content in zip(rows, contents, strict=True):
        fate = content if refused(content) else next(fates)
        journal.tally.read += 1
        if refused(fate):
            journal.refuse(source, row, str(fate))
        else:
            journal.tally.count(new=fate)
    return shut


def read(kind, row):
    try:
        return kind.load(row.readable)
    except Refused as why:
        return why


def refused(fate):
    return isinstance(fate, Refused)

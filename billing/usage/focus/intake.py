"""A FOCUS file from its first row to its last: each batch, once stored, need not come again."""

from collections import defaultdict
from itertools import islice

from billing.imports.refused import Refused
from billing.usage.focus import batch
from billing.usage.focus.bill import Bill
from tenants.current import as_tenant

AT_ONCE = 5000


def take(source, tenant_of, journal, month=None, say=lambda: None):
    """Store the usages of a FocusFile and, with a month such as “2024-09”, bill it.

    `tenant_of` maps an issuer's name to a tenant's id, and raises Refused; the journal counts in a
    Tally of this package. May be repeated, also after it was cut short. Raises OSError.
    """
    rows = source.charges(journal)
    while some := list(islice(rows, AT_ONCE)):
        groups = by_tenant(some, tenant_of, journal, source)
        for tenant_id, charges in groups.items():
            with as_tenant(tenant_id):
                journal.tally.count(tenant_id, charges, batch.store(charges))
        journal.mark(some[-1].place, some[-1].end)
        say()
    for tenant_id in journal.tally.tenants if month else ():
        with as_tenant(tenant_id):
            Bill(month).issue()


def by_tenant(rows, tenant_of, journal, source):
    """The rows' charges, those that can be taken, by tenant id."""
    groups = defaultdict(list)
    for row in rows:
        journal.tally.read += 1
        try:
            groups[tenant_of(row.readable.issuer)].append(row.content)
        except Refused as refused:
            journal.refuse(source, row, str(refused))
    return groups

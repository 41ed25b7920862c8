"""A FOCUS file from its first row to its last: each batch, once stored, need not come again."""

from collections import defaultdict
from itertools import islice

from billing.usage.focus import batch, file
from billing.usage.focus.bill import Bill
from billing.usage.focus.field import Refused
from billing.usage.focus.tally import Tally
from tenants.current import as_tenant

AT_ONCE = 5000


def take(path, tenant_of, month=None, say=lambda rows: None):
    """Store the file's usages and, with a month such as “2024-09”, bill it; the Tally.

    `tenant_of` maps an issuer's name to a tenant's id, and raises Refused. May be repeated, also
    after it was cut short. Raises NotFocus and OSError.
    """
    tally = Tally()
    rows = file.charges(path)
    while some := list(islice(rows, AT_ONCE)):
        for tenant_id, charges in by_tenant(some, tenant_of, tally).items():
            with as_tenant(tenant_id):
                tally.count(tenant_id, charges, batch.store(charges))
        say(tally.read)
    for tenant_id in tally.tenants if month else ():
        with as_tenant(tenant_id):
            Bill(month).issue()
    return tally


def by_tenant(rows, tenant_of, tally):
    """The rows' charges, those that can be taken, by tenant id."""
    groups = defaultdict(list)
    for number, charge in rows:
        tally.read += 1
        try:
            groups[tenant_of(taken(charge).issuer)].append(charge)
        except Refused as refused:
            tally.refuse(number, str(refused))
    return groups


def taken(charge):
    if isinstance(charge, Refused):
        raise charge
    return charge

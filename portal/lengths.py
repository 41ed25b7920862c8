"""Which lists were longer than what is counted, a minute ago at the most (P11).

Whoever pages through a long list is told “1,000+” on each page: only the first of them counts.
"""

import time

from flask import g

from billing.tables.table import COUNTED
from portal import tables
from tenants import token

KEPT_SECONDS = 60
MOST = 10_000
_kept = {}


def long_for(secret, view):
    """The customer for whom this visit's list was long, or None."""
    customer_id, until = _kept.get(key(secret, view), (None, 0))
    return customer_id if until > time.monotonic() else None


def settle(secret, visitor, first):
    """Count after all where the visitor has gone to another customer since the list was long, and
    remember one that is; `first` is the opening's statement.
    """
    if g.long_for not in (None, visitor.customer_id):
        g.listed = tables.read(first, tables.statements(g.view))[1]
    if g.long_for != visitor.customer_id and g.listed:
        keep(secret, g.view, visitor.customer_id, g.listed[0])


def keep(secret, view, customer_id, rows):
    """Remember the list if its rows say that it is long."""
    if rows and rows[0]["counted"] > COUNTED:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key(secret, view)] = customer_id, time.monotonic() + KEPT_SECONDS


def key(secret, view):
    """By visit and filter; in whatever order, a list is as long."""
    return token.hashed(secret), view.table.key, tuple(view.filter_arguments())

"""A tab by its key, for the pages that serve every tab."""

from flask import abort, g, request

from billing.tables.tabs import TABS
from billing.tables.view import View


def find(key):
    """The table of a tab that is on; 404 for others, as for no such tab (P3)."""
    return TABS[key] if key in TABS and key in g.tenant.tabs else abort(404)


def view_of(table):
    """What this request's address asks of the table."""
    return View.of(table, request.args, g.tenant.hidden(table.key))


def columns_of(view):
    """The columns that this visitor has on."""
    visitor = g.visitor
    return view.columns(visitor.columns.get(view.table.key, {}), visitor.children)

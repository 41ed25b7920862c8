"""A tab by its key, for the pages that serve every tab."""

from flask import abort, current_app, g, request
from psycopg.errors import QueryCanceled

from billing.tables.tabs import TABS
from billing.tables.view import View
from config import pipeline


def find(key):
    """The table of a tab that is on; 404 for others, as for no such tab (P3)."""
    return TABS[key] if key in TABS and key in g.tenant.tabs else abort(404)


def view_of(table):
    """What this request's address asks of the table."""
    return View.of(table, request.args, g.tenant.hidden(table.key))


def statements(view, counting=True):
    """Those of its rows; before a filter's, which may have to look at each row, its time limit.

    Raises BadCursor.
    """
    limit = current_app.config["FILTER_PATIENCE"]
    return (*([pipeline.patience(limit)] if view.filtered else ()), view.statement(counting))


def read(first, own):
    """The rows of the opening and a list of the page's own, or None: its filter takes too long."""
    try:
        opened, *rest = pipeline.read(first, *own)
        return opened, rest[-1:]
    except QueryCanceled:
        if not own[1:]:
            raise
        return pipeline.read(first)[0], None


def columns_of(view):
    """The columns that this visitor has on."""
    visitor = g.visitor
    return view.columns(visitor.columns.get(view.table.key, {}), visitor.children)

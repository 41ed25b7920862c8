"""One tab's page, from the rows that came with the visit's opening."""

from types import SimpleNamespace
from urllib.parse import urlencode

from flask import g, render_template, request

from billing.tables.filters.words import chips
from billing.tables.page import Page
from billing.tables.table import COUNTED
from config import clock
from config.languages import N_, number
from config.languages import words as _
from portal import filtering, rows, tables


def show(template):
    """Render the table of this request; a filter that cannot be is asked for again."""
    if g.view.mistaken:
        return filtering.panel(g.view), 422
    (found,) = g.listed
    page = Page.of(g.view, found)
    today = clock.today(g.tenant.time_zone)
    for row in page.rows:
        page.view.table.dress(row, today)
    return render_template(template, page=present(page))


def present(page):
    view, table = page.view, page.view.table
    columns = tables.columns_of(view)
    return SimpleNamespace(
        columns=[head(view, column) for column in columns],
        rows=rows.written(table, columns, page.rows),
        newer_href=page.newer and address(view, before=page.newer),
        older_href=page.older and address(view, after=page.older),
        first=page.first,
        last=page.last,
        count_text=count_text(page.count),
        chips=[chip(view, each) for each in chips(view)] if view.filtered else (),
        clear_href=view.filtered and table.address,
        export_label=_(table.export_label),
        empty=empty(view),
        **ways(table, kept(view)),
    )


def ways(table, arguments):
    """The pages that serve a table as it is filtered and ordered now."""
    query = urlencode(arguments)
    return {
        "filter_href": f"/portal/filter/{table.key}?{query}",
        "columns_href": f"/portal/columns/{table.key}?{query}",
        "export_href": f"/portal/exports/new?{urlencode([('table', table.key), *arguments])}",
        "zip_href": f"{table.address}.zip?{query}" if table.key == "invoices" else None,
    }


def head(view, column):
    return {
        "label": _(column.label),
        "kind": column.kind,
        "sort_href": address(view, sort=view.sort_word(column.key)) if column.sortable else None,
        "sorted": ("desc" if view.falling else "asc") if column.key == view.sort else None,
    }


def kept(view, without=None):
    """The filter and the order, as an address's arguments."""
    sort = [("sort", request.args["sort"])] if request.args.get("sort") else []
    return [*view.filter_arguments(without), *sort] if view.filtered else sort


def address(view, **changes):
    """This page's address with another order or place; a new order starts at the top."""
    same = [(name, value) for name, value in kept(view) if name not in changes]
    return f"{view.table.address}?{urlencode([*same, *changes.items()])}"


def chip(view, told):
    """One of what is filtered by, and the address without it."""
    rest = urlencode(kept(view, told.key))
    return {"label": told.label, "text": told.text, "href": f"{view.table.address}?{rest}"}


def count_text(count):
    if count > COUNTED:
        return _("%(count)s+ records", count=number(COUNTED))
    return _("1 record") if count == 1 else _("%(count)s records", count=number(count))


def empty(view):
    title, text = view.table.empty
    if view.filtered:
        title, text = FOUND_NOTHING
    return SimpleNamespace(title=_(title), text=_(text))


FOUND_NOTHING = (
    N_("Nothing matches this filter"),
    N_("Take one of its conditions away, or clear it to see all."),
)

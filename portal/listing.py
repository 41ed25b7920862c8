"""One tab's page, from the rows that came with the visit's opening."""

from types import SimpleNamespace
from urllib.parse import urlencode

from flask import g, render_template, request

from billing.tables.filters.words import chips
from billing.tables.page import Page
from billing.tables.table import COUNTED
from config import clock
from config.languages import N_, number, visitors_pen
from portal import filtering, rows, tables


def show(template, **more):
    """Render the table of this request; a filter that cannot be is asked for again."""
    if g.view.mistaken:
        return filtering.panel(g.view), 422
    if g.listed is None:
        return filtering.panel(g.view, trouble=filtering.TOO_SLOW), 422
    (found,) = g.listed
    page = Page.of(g.view, found)
    today = clock.today(g.tenant.time_zone)
    for row in page.rows:
        page.view.table.dress(row, today)
    return render_template(template, page=present(page), **more)


def present(page):
    view, table = page.view, page.view.table
    columns, words = tables.columns_of(view), visitors_pen()._
    return SimpleNamespace(
        columns=heads(view, columns, words),
        rows=rows.written(table, columns, page.rows),
        newer_href=page.newer and address(view, before=page.newer),
        older_href=page.older and address(view, after=page.older),
        first=page.first,
        last=page.last,
        count_text=count_text(page.count, words),
        chips=[chip(view, each) for each in chips(view)] if view.filtered else (),
        clear_href=view.filtered and table.address,
        export_label=words(table.export_label),
        zip_label=zip_label(page.count, words),
        empty=None if page.rows else empty(view, words),
        **ways(table, kept(view)),
    )


def ways(table, arguments):
    """The pages that serve a table as it is filtered and ordered now."""
    query = urlencode(arguments)
    return {
        "filter_href": f"/portal/filter/{table.key}?{query}",
        "columns_href": f"/portal/columns/{table.key}?{query}",
        "export_href": f"/portal/exports/new?table={table.key}{query and '&'}{query}",
        "zip_href": f"{table.address}.zip?{query}" if table.key == "invoices" else None,
    }


def heads(view, columns, words):
    same = urlencode(kept(view, sort=False))
    start = f"{view.table.address}?{same}{same and '&'}sort="
    turned = "desc" if view.falling else "asc"
    return [
        SimpleNamespace(
            label=words(column.label),
            kind=column.kind,
            sort_href=start + view.sort_word(column.key) if column.sortable else None,
            sorted=turned if column.key == view.sort else None,
        )
        for column in columns
    ]


def kept(view, without=None, sort=True):
    """The filter and the order, as an address's arguments."""
    filtered = view.filter_arguments(without) if view.filtered else []
    order = sort and request.args.get("sort")
    return [*filtered, ("sort", order)] if order else filtered


def address(view, **place):
    """This page's address with another place in the same order."""
    return f"{view.table.address}?{urlencode([*kept(view), *place.items()])}"


def chip(view, told):
    """One of what is filtered by, and the address without it."""
    rest = urlencode(kept(view, told.key))
    return {"label": told.label, "text": told.text, "href": f"{view.table.address}?{rest}"}


def count_text(count, _):
    if count > COUNTED:
        return _("%(count)s+ records", count=number(COUNTED))
    return _("1 record") if count == 1 else _("%(count)s records", count=number(count))


def zip_label(count, _):
    """A ZIP holds as many as are counted exactly, and says so before it is fetched."""
    if count > COUNTED:
        return _("Download newest %(count)s", count=number(COUNTED))
    return _("Download all")


def empty(view, words):
    title, text = FOUND_NOTHING if view.filtered else view.table.empty
    return SimpleNamespace(title=words(title), text=words(text))


FOUND_NOTHING = (
    N_("Nothing matches this filter"),
    N_("Take one of its conditions away, or clear it to see all."),
)

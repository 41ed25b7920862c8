"""One tab's page, from the rows that came with the visit's opening."""

from types import SimpleNamespace
from urllib.parse import urlencode

from flask import g, render_template, request

from billing.tables.page import Page
from billing.tables.table import COUNTED
from config import clock
from config.formats import number
from config.languages import words as _


def show(template):
    """Render the table of this request."""
    found, counted = g.listed
    page = Page.of(g.view, found, counted)
    today = clock.today(g.tenant.time_zone)
    for row in page.rows:
        page.view.table.dress(row, today)
    return render_template(template, page=present(page))


def present(page):
    view, table = page.view, page.view.table
    return SimpleNamespace(
        columns=[head(view, column) for column in table.visible(view.hidden)],
        rows=page.rows,
        newer_href=page.newer and address(before=page.newer),
        older_href=page.older and address(after=page.older),
        first=page.first,
        last=page.last,
        count_text=count_text(page.count),
        empty=SimpleNamespace(title=_(table.empty[0]), text=_(table.empty[1])),
        export=export(table),
    )


def head(view, column):
    return {
        "key": column.key,
        "label": _(column.label),
        "kind": column.kind,
        "css": "",
        "sort_href": address(sort=view.sort_word(column.key)) if column.sortable else None,
        "sorted": ("desc" if view.falling else "asc") if column.key == view.sort else None,
    }


def address(**changes):
    """This page's address with another order or place; a new order starts at the top."""
    kept = {"sort": request.args["sort"]} if "sort" in request.args else {}
    return f"{request.path}?{urlencode({**kept, **changes})}"


def count_text(count):
    if count > COUNTED:
        return _("%(count)s+ records", count=number(COUNTED))
    return _("1 record") if count == 1 else _("%(count)s records", count=number(count))


def export(table):
    return SimpleNamespace(
        label=_(table.export_label),
        dialog_title=_(table.export_label),
        filter_text=_("All records of this tab, newest first."),
        action_href=f"/portal/exports?table={table.key}",
    )

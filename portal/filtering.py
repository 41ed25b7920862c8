"""The filter panel of a tab (P11): a page of its own, shown in place where there is a script."""

from types import SimpleNamespace

from flask import render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from billing.tables.periods import PERIODS
from config.languages import N_
from portal import tables
from portal.door import portal

# Told with 422, not 503: the same again would take as long, it is the filter that has to change.
TOO_SLOW = N_("That takes too long. Narrow it, for example by dates.")


@portal.get("/filter/<key>")
def filtering(key):
    return panel(tables.view_of(tables.find(key)))


def panel(view, trouble=None):
    """The form for the columns that show and those that are filtered by; errors at their field,
    `trouble` is with the whole of it.
    """
    asked = {wish.column.key: wish for wish in view.wishes}
    shown = tables.columns_of(view)
    return render_template(
        "portal/filter.html",
        title=_(view.table.title),
        action_href=view.table.address,
        sort=request.args.get("sort", ""),
        trouble=trouble and _(trouble),
        fields=[
            field(column, asked.get(column.key))
            for column in view.offered(current_user.children)
            if column.filter and (column in shown or column.key in asked)
        ],
    )


def field(column, wish):
    key, given = column.key, wish.given if wish else ()
    return SimpleNamespace(
        key=key,
        label=_(column.label),
        kind=column.filter,
        exact=column.exact,
        values=dict(given),
        chosen=[value for name, value in given if name == key],
        choices=[(choice.word, _(choice.label)) for choice in column.choices],
        periods=[(word, _(label)) for word, label in PERIODS],
        errors=wish.errors if wish else {},
    )

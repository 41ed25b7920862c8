"""The columns menu of a tab: ON and OFF, remembered for the user (P11)."""

from flask import redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from portal import listing, tables
from portal.account import find_login
from portal.door import portal


@portal.get("/columns/<key>")
def columns(key):
    view = tables.view_of(tables.find(key))
    return render_template(
        "portal/columns.html",
        title=_(view.table.title),
        action_href=request.full_path.rstrip("?"),
        back_href=listing.address(view),
        id_label=_(view.table.columns[0].label),
        columns=[
            {"key": column.key, "label": _(column.label), "on": column in tables.columns_of(view)}
            for column in view.offered(current_user.children) if column.key != view.table.id_key
        ],
    )


@portal.post("/columns/<key>")
def choose_columns(key):
    view = tables.view_of(tables.find(key))
    on = request.form.getlist("on")
    choice = {column.key: column.key in on for column in view.offered(current_user.children)}
    find_login().choose_columns(key, choice)
    db.session.commit()
    return redirect(listing.address(view))

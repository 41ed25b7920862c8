"""Exports (P12): asked for on a tab while the user goes on working, kept for a week (W3)."""

from flask import flash, g, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from billing.tables.export import KEPT, MOST_AT_ONCE, Export
from billing.tables.export_filter import frozen
from billing.tables.export_scope import LEFT_OUT
from config import clock, languages
from config.database import db
from portal import export_words, exporting, filtering, listing, tables
from portal.door import current_customer, portal
from tenants import audit
from workers import queue

LISTED = 100


@portal.get("/exports")
def exports():
    """The user's own of the last seven days, for the customer chosen now; of tabs that are on."""
    found = db.session.scalars(
        db.select(Export)
        .filter_by(**mine())
        .where(Export.created_date > clock.now() - KEPT, Export.table_key.in_(g.tenant.tabs))
        .order_by(Export.created_date.desc())
        .limit(LISTED)
    )
    return render_template("portal/exports/index.html", exports=listed(found.all()))


def listed(found):
    """As each one's own page tells of it; the family is asked for once."""
    family = current_customer.family if found else ()
    return [
        export_words.shown(each, each.state == "completed" and each.outdated_in(family))
        for each in found
    ]


@portal.get("/exports/new")
def new_export():
    view = tables.view_of(tables.find(request.args.get("table")))
    if view.mistaken:
        return filtering.panel(view), 422
    return render_template(
        "portal/exports/new.html",
        title=_(view.table.export_label),
        filter=export_words.of_filter(view),
        action_href=f"/portal/exports?{request.query_string.decode()}",
        back_href=listing.address(view),
    )


@portal.post("/exports")
def create_export():
    """Leads back to the tab, where a strip tells how far it is; nobody needs the same twice."""
    view = tables.view_of(tables.find(request.args.get("table")))
    if view.mistaken:
        return filtering.panel(view), 422
    wanted = {**mine(), **wish(view)}
    Export.hold_others(current_user.portal_user_id)
    export_id = Export.under_way(**wanted)
    if not export_id and Export.too_many(current_user.portal_user_id):
        return wait()
    exporting.remember(export_id or begin(**wanted), view.table.key)
    return redirect(listing.address(view))


def wait():
    """Back to the exports, which are enough for now."""
    flash(_("%(count)s of your exports are being made. Ask for more when one of them is ready.",
            count=MOST_AT_ONCE), "info")
    return redirect("/portal/exports")


def mine():
    return {
        "customer_id": current_user.customer_id,
        "portal_user_id": current_user.portal_user_id,
    }


def wish(view):
    """What is asked for: the tab, its filter and the columns that the user sees."""
    seen = tables.columns_of(view)
    return {
        "table_key": view.table.key,
        "filter": frozen(view),
        "columns": [column.key for column in seen if column.kind not in LEFT_OUT],
        "language": languages.locale(),
    }


def begin(**wanted):
    """The id of a new export; a worker makes it."""
    export = Export(**wanted)
    db.session.add(export)
    db.session.flush()
    audit.note("export asked", "export", export.export_id, customer_id=export.customer_id,
               table=export.table_key)
    db.session.commit()
    queue.wake("export", export.export_id)
    return export.export_id

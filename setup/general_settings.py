"""General Settings: whether the company's customers get in (S2), and what ops allow (D10)."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from sqlalchemy import select

from billing.people import insiders
from config.database import db
from config.tally import COUNTED, figure
from setup.door import setup
from setup.rights import CHANGE_SETTINGS, SEE_SETTINGS, holds, requires
from tenants import site
from tenants.portal_setup import PortalSetup
from tenants.renaming import sandboxes
from tenants.tenant import Tenant

MONTHS = (1, 2, 3, 6, 12, 13, 24, 36, 60, 84, 120)


@setup.get("/general-settings")
@requires(*SEE_SETTINGS)
def general_settings():
    tenant = db.session.get(Tenant, g.tenant.tenant_id)
    return render_template(
        "setup/general_settings/show.html",
        portal=settings(),
        changes=holds(CHANGE_SETTINGS),
        months=[(number, in_months(number)) for number in MONTHS],
        sandbox=None if tenant.sandbox else next(iter(sandboxes(tenant)), None),
    )


def in_months(number):
    return ngettext("%(num)s month", "%(num)s months", number)


@setup.get("/general-settings/closing")
@requires(*CHANGE_SETTINGS)
def new_closing():
    return render_template(
        "setup/general_settings/close.html",
        action_href=url_for("setup.closing"),
        back_href=url_for("setup.general_settings"),
        problem=None,
        losing=losing(insiders.count()),
    )


def losing(people):
    """How many lose access, in words; counted to the bound."""
    if people > COUNTED:
        return _("%(count)s people lose access at their next click.", count=figure(people))
    return people and ngettext("%(num)s person loses access at the next click.",
                               "%(num)s people lose access at their next click.", people)


@setup.post("/general-settings/closing")
@requires(*CHANGE_SETTINGS)
def closing():
    return switch(False, _("The Customer Billing Portal is off. Nobody gets in any more."))


@setup.post("/general-settings/opening")
@requires(*CHANGE_SETTINGS)
def opening():
    if not g.tenant.portal_available:
        return redirect(url_for("setup.general_settings"))
    return switch(True, _("The Customer Billing Portal is on."))


def switch(on, words):
    settings(lock=True).edit(current_user.name, enabled=on)
    db.session.commit()
    site.forget()
    flash(words, "success")
    return redirect(url_for("setup.general_settings"))


def settings(lock=False):
    query = select(PortalSetup)
    return db.session.scalar(query.with_for_update() if lock else query)

"""“Copy settings from production”, in the sandbox: asks first, says what it overwrites (T3)."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config import shelf
from config.database import db
from setup.company_profile import profile
from setup.door import setup
from setup.general_settings import settings
from setup.rights import CHANGE_SETTINGS, requires
from tenants import site
from tenants.copying import copy_settings
from tenants.tenant import Tenant


@setup.get("/sandbox/copy")
@requires(*CHANGE_SETTINGS)
def new_copy():
    return render_template(
        "setup/sandbox/copy.html",
        action_href=url_for("setup.copy_production"),
        back_href=url_for("setup.general_settings"),
        problem=None,
        production=site.of(sandbox().production_id),
    )


@setup.post("/sandbox/copy")
@requires(*CHANGE_SETTINGS)
def copy_production():
    try:
        copy_settings(sandbox(), settings(lock=True), profile(lock=True), current_user.name)
    except shelf.NotThere:
        db.session.rollback()
        flash(_("The pictures could not be copied just now. Nothing has changed."), "error")
        return redirect(url_for("setup.general_settings"))
    db.session.commit()
    site.forget()
    flash(_("The settings have been copied from production."), "success")
    return redirect(url_for("setup.general_settings"))


def sandbox():
    """This tenant, if it is one; production copies from nowhere."""
    tenant = db.session.get(Tenant, g.tenant.tenant_id)
    return tenant if tenant.sandbox else abort(404)

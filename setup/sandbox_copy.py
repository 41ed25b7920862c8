"""“Copy settings from production”, in the sandbox: asks first, says what it overwrites (T3)."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config import shelf
from config.database import db
from mailers.copied import copy_templates, overwritten
from setup.company_profile import profile
from setup.door import setup
from setup.general_settings import settings
from setup.rights import CHANGE_SETTINGS, requires
from tenants import site
from tenants.copying import copy_pictures, copy_settings
from tenants.tenant import Tenant


@setup.get("/sandbox/copy")
@requires(*CHANGE_SETTINGS)
def new_copy():
    source = production()
    return render_template(
        "setup/sandbox/copy.html",
        action_href=url_for("setup.copy_production"),
        back_href=url_for("setup.general_settings"),
        problem=None,
        production=source,
        templates=overwritten(source.tenant_id),
    )


@setup.post("/sandbox/copy")
@requires(*CHANGE_SETTINGS)
def copy_production():
    source, by = production(), current_user.name
    try:
        copy_pictures(source)
    except shelf.NotThere:
        db.session.rollback()
        flash(_("The pictures could not be copied just now. Nothing has changed."), "error")
        return redirect(url_for("setup.general_settings"))
    copy_settings(source, settings(lock=True), profile(lock=True), by)
    copy_templates(source.tenant_id, by)
    db.session.commit()
    site.forget()
    flash(_("The settings have been copied from production."), "success")
    return redirect(url_for("setup.general_settings"))


def production():
    """The site that this sandbox belongs to; production itself copies from nowhere."""
    tenant = db.session.get(Tenant, g.tenant.tenant_id)
    return site.of(tenant.production_id) if tenant.sandbox else abort(404)

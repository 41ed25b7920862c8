"""“Request the Customer Portal for your organization”, or a sandbox: one click mails ops (D10)."""

from flask import abort, flash, g, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from mailers import ops_request
from setup.door import setup
from setup.general_settings import settings
from setup.rights import CHANGE_SETTINGS, requires
from tenants.renaming import sandboxes
from tenants.tenant import Tenant
from workers.queue import wake

WISHES = ("portal", "sandbox")


@setup.post("/general-settings/requests/<wish>")
@requires(*CHANGE_SETTINGS)
def ask_ops(wish):
    if wish not in WISHES or has(wish):
        abort(404)
    if settings(lock=True).ask_ops(wish):
        mail = ops_request.write(wish, current_user)
        db.session.commit()
        wake("mail", mail.mail_id)
        flash(_("Your request has been sent."), "success")
    else:
        flash(_("This was requested within the last day. You will hear from us."), "info")
    return redirect(url_for("setup.general_settings"))


def has(wish):
    """Whether there is nothing to wish for: it is switched on, or this is the sandbox itself."""
    if wish == "portal":
        return g.tenant.portal_available
    tenant = db.session.get(Tenant, g.tenant.tenant_id)
    return tenant.sandbox or any(each.active for each in sandboxes(tenant))

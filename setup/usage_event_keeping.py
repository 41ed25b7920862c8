"""How long usage events are kept (I5): what is older goes, and older ones are not taken."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from config.database import db
from setup.door import setup
from setup.general_settings import MONTHS, settings
from setup.rights import CHANGE_SETTINGS, requires
from tenants import site


@setup.post("/general-settings/usage-events")
@requires(*CHANGE_SETTINGS)
def keep_usage_events():
    months = request.form.get("months", type=int)
    if request.form.get("months") and months not in MONTHS:
        flash(_("Choose how long usage events are kept."), "error")
        return redirect(url_for("setup.general_settings"))
    settings(lock=True).edit(current_user.name, usage_event_months=months or None)
    db.session.commit()
    site.forget()
    flash(told(months), "success")
    return redirect(url_for("setup.general_settings"))


def told(months):
    if not months:
        return _("Usage events are kept for ever.")
    return ngettext("Usage events are kept for %(num)s month.",
                    "Usage events are kept for %(num)s months.", months)

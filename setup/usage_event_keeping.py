"""How long usage events are kept (I5): what is older goes, and older ones are not taken."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from config.database import db
from setup.door import setup
from setup.general_settings import MONTHS, settings
from setup.rights import CHANGE_SETTINGS, requires
from tenants import site


@setup.get("/general-settings/usage-events")
@requires(*CHANGE_SETTINGS)
def new_keeping():
    """Asks first, as what goes cannot be brought back."""
    months = request.args.get("months", type=int)
    return render_template(
        "setup/general_settings/keep.html",
        action_href=url_for("setup.keep_usage_events"),
        back_href=url_for("setup.general_settings"),
        problem=wrong(request.args),
        months=months,
        told=told(months),
        losing=months and losing(months),
    )


@setup.post("/general-settings/usage-events")
@requires(*CHANGE_SETTINGS)
def keep_usage_events():
    if wrong(request.form):
        flash(wrong(request.form), "error")
        return redirect(url_for("setup.general_settings"))
    months = request.form.get("months", type=int)
    settings(lock=True).edit(current_user.name, usage_event_months=months)
    db.session.commit()
    site.forget()
    flash(told(months), "success")
    return redirect(url_for("setup.general_settings"))


def wrong(sent):
    """What stands against the months sent, or None; no number stands for ever."""
    if sent.get("months") and sent.get("months", type=int) not in MONTHS:
        return _("Choose how long usage events are kept.")
    return None


def told(months):
    if not months:
        return _("Usage events are kept for ever.")
    return ngettext("Usage events are kept for %(num)s month.",
                    "Usage events are kept for %(num)s months.", months)


def losing(months):
    return ngettext(
        "Those that occurred more than %(num)s month ago are deleted within the hour and cannot be"
        " brought back.",
        "Those that occurred more than %(num)s months ago are deleted within the hour and cannot be"
        " brought back.", months)

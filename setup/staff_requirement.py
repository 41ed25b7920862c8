"""Whether all staff must have a second factor, whatever their roles say (S12)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from config.database import db
from config.tally import bounded, figure
from setup.door import setup
from setup.rights import SETUP_EDIT, requires
from tenants import site
from tenants.portal_setup import PortalSetup
from tenants.second_factor import SecondFactor
from tenants.staff import Staff

HERE = "/staff/second-factor/<any(required,optional):wish>"


@setup.get(HERE)
@requires(*SETUP_EDIT)
def new_requirement(wish):
    people = lacking()
    return render_template(
        f"setup/staff/{wish}.html", action_href=request.path, back_href=url_for("setup.staff"),
        problem=None, lacking=people, figure=figure(people),
    )


@setup.post(HERE)
@requires(*SETUP_EDIT)
def requirement(wish):
    """It counts at everybody's next request, this visitor's too."""
    settings = db.session.scalar(select(PortalSetup).with_for_update())
    settings.staff_second_factor = wish == "required"
    db.session.commit()
    site.forget()
    flash(_("Everybody who signs in here needs a second factor now.") if wish == "required"
          else _("A second factor is needed only where a role asks for it."), "success")
    return redirect(url_for("setup.staff"))


def lacking():
    """How many active people have none yet, counted to the bound."""
    on = select(SecondFactor.staff_id).where(SecondFactor.confirmed_at.is_not(None))
    without = select(Staff.staff_id).where(Staff.active, Staff.staff_id.not_in(on))
    return db.session.scalar(bounded(without))

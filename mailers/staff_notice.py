"""“Staff Security Notice”: what has happened to somebody's own sign-in, told to them (S12)."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from config import clock, languages
from config.database import db
from config.languages import N_
from mailers import company
from mailers.mail import Mail
from mailers.reader import person
from mailers.withdrawn import Withdrawn
from tenants import actor
from tenants.browser import browser_and_system
from tenants.second_factor import FEW
from tenants.staff import Staff

TEMPLATE = "staff_notice"
EVENTS = {
    "password changed": N_("Your password was changed."),
    "password reset": N_("A new password was set with a link that was mailed to you."),
    "factor on": N_("A second factor was set up."),
    "factor off": N_("Your second factor was turned off."),
    "factor reset": N_("Your second factor was reset. The password alone signs you in now."),
    "codes barred": N_(
        "Your password was entered rightly, but then five codes in a row were wrong."
        " No code is looked at for 15 minutes."),
    "codes renewed": N_("New recovery codes were made. The older ones count no more."),
}


def write(staff, event, by=None, left=None):
    """Queue it: one of EVENTS, or “code used” with how many recovery codes are left.

    Who did it, when and from where is taken from here and now.
    """
    address, browser = actor.place()
    return Mail.write(
        TEMPLATE, staff.email, staff_id=staff.staff_id, event=event, left=left,
        by=(by or actor.here()).name, at=clock.now().isoformat(), address=address, browser=browser,
    )


def context(mail):
    told = mail.subject_ids
    staff = db.session.scalar(select(Staff).where(Staff.staff_id == told["staff_id"]))
    if staff is None:
        raise Withdrawn("The staff member is gone.")
    return {
        "contact": person(staff.name, mail.recipient),
        "notice": {
            "what": what(**told),
            "at": languages.moment(datetime.fromisoformat(told["at"])),
            "by": told["by"] or _("Somebody who was not signed in"),
            "address": told["address"] or _("Unknown"),
            "browser": device(told["browser"]),
        },
        "action_url": company.url("/setup/profile"),
    }


def what(event, left, **_told):
    sentence = EVENTS.get(event)
    return _(sentence) if sentence else code_used(left)


def code_used(left):
    if left > FEW:
        return ngettext("A recovery code was used to sign in. %(num)s is left.",
                        "A recovery code was used to sign in. %(num)s are left.", left)
    return ngettext(
        "A recovery code was used to sign in, and only %(num)s is left. Make new ones.",
        "A recovery code was used to sign in, and only %(num)s are left. Make new ones.", left)


def device(user_agent):
    browser, system = browser_and_system(user_agent)
    return " · ".join(filter(None, (browser, system))) or _("Unknown browser")

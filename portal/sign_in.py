"""/portal/login (R4)."""

import re

from flask import current_app, g, redirect, render_template, request
from flask_babel import gettext as _

from billing.people.portal_user import PortalUser, PortalVisit
from billing.people.reach import reachable
from config.database import db
from config.limits import failures
from portal.door import cookie_name, for_anyone, portal
from portal.forms import SignInForm
from tenants import audit, password

OURS = re.compile(r"/portal/[!-~]*")
RESEND = "/portal/confirmation/again"


@portal.route("/login", methods=["GET", "POST"])
@for_anyone
@failures
def sign_in():
    if g.visitor:
        return redirect(destination())
    form = SignInForm()
    user = form.validate_on_submit() and signed_in(form)
    if user:
        return welcome(user)
    if form.is_submitted():
        audit.sign_in_failed("portal_user", form.email.data, g.get("refused", "no such password"))
    unconfirmed = g.get("unconfirmed_email")
    page = render_template(
        "portal/login.html", form=form, unconfirmed_email=unconfirmed, resend_href=RESEND
    )
    return page, 401 if form.is_submitted() else 200


def signed_in(form):
    """The user whom the form proves, or None with the reason shown; unknown takes as long."""
    user = PortalUser.named(form.email.data)
    if not password.matches(user and user.password_hash, form.password.data):
        form.form_errors.append(_("The e-mail address or the password is not right."))
    elif not user.confirmed:
        g.unconfirmed_email, g.refused = user.email, "not confirmed"
    elif not reachable(user):
        g.refused = "access switched off"
        form.form_errors.append(
            _("Your access to this portal is switched off. Please contact %(company)s.",
              company=g.tenant.name)
        )
    else:
        return user
    return None


def welcome(user):
    audit.signed_in(user)
    _visit, secret = PortalVisit.begin(
        request.headers.get("User-Agent", ""),
        portal_user_id=user.portal_user_id,
        address=request.remote_addr or "",
    )
    db.session.commit()
    answer = redirect(destination())
    answer.set_cookie(
        cookie_name(), secret, httponly=True, samesite="Lax", secure=current_app.config["SECURE"]
    )
    return answer


def destination():
    """Where the visitor was going, if that is a page of this portal, else the dashboard."""
    wish = request.args.get("next", "")
    return wish if OURS.fullmatch(wish) and "\\" not in wish else "/portal"

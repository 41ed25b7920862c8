"""One's own second factor: set up with an authenticator app, confirmed, renewed, turned off."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from config.limits import own_guesses
from setup.codes import accepted
from setup.door import setup
from setup.enrolment import enrolling, required
from setup.notices import tell
from setup.rights import requires
from tenants.second_factor import FEW, SecondFactor

HERE = "/profile/second-factor"


@setup.get(HERE)
@requires()
@enrolling
def second_factor():
    return page(SecondFactor.of(current_user))


@setup.post(HERE)
@requires()
@enrolling
def begin_factor():
    """A fresh secret; nothing is asked for at sign-in before a code of it has come back."""
    SecondFactor.begin(current_user)
    db.session.commit()
    return redirect(url_for("setup.second_factor"))


@setup.post(f"{HERE}/confirm")
@requires()
@enrolling
def confirm_factor():
    """Other visits end: they were begun without it."""
    factor = SecondFactor.of(current_user, lock=True)
    if factor is None or factor.on:
        return redirect(url_for("setup.second_factor"))
    codes, wrong = accepted(factor.confirm)
    if not codes:
        db.session.commit()
        return page(factor, wrong), 422
    current_user.end_visits(keep=g.visit.visit_id)
    tell(current_user, "factor on")
    return once(codes)


@setup.post(f"{HERE}/recovery-codes")
@requires()
@own_guesses
def renew_recovery_codes():
    factor, wrong = tried()
    if wrong:
        return page(factor, wrong), 422
    codes = factor.renew_recovery()
    tell(current_user, "codes renewed")
    return once(codes)


@setup.post(f"{HERE}/off")
@requires()
@own_guesses
def turn_factor_off():
    if required(current_user):
        flash(_("A second factor is required here, so it stays on."), "error")
        return redirect(url_for("setup.second_factor"))
    factor, wrong = tried()
    if wrong:
        return page(factor, wrong), 422
    db.session.delete(factor)
    tell(current_user, "factor off")
    flash(_("The second factor is off."), "success")
    return redirect(url_for("setup.profile"))


def tried():
    """The factor, locked, and what is wrong with the password and the code that came, or None.

    The password comes first: a recovery code is not spent beside a wrong one.
    """
    if not current_user.has_password(request.form.get("password", "")[:256]):
        return SecondFactor.of(current_user), _("The password or the code is not right.")
    factor = SecondFactor.of(current_user, lock=True)
    if factor is None or not factor.on:
        return factor, _("The second factor is off.")
    _good, wrong = accepted(factor.accepts)
    if wrong:
        db.session.commit()
    return factor, wrong


def page(factor, wrong=None):
    setting_up = factor is not None and not factor.on
    return render_template(
        "setup/profile/second_factor.html",
        state="off" if factor is None else "on" if factor.on else "begun",
        key=setting_up and factor.key,
        picture=setting_up and picture(factor.address(current_user.email, g.tenant.name)),
        left=factor is not None and factor.left,
        few=factor is not None and factor.left <= FEW,
        required=required(current_user),
        wrong=wrong,
    )


def picture(address):
    """The QR code as SVG, dark on light in either theme: cameras want it so."""
    import segno  # here, since few ever draw one and all would carry it

    code = segno.make(address, error="m", micro=False)
    return code.svg_data_uri(scale=4, border=4, dark="#000", light="#fff")


def once(codes):
    """Told this once, in the answer itself: they are kept as hashes only."""
    return render_template("setup/profile/recovery_codes.html", codes=codes)

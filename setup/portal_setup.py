"""“Customer Portal Setup”: address, branding, tabs and fields (S3 to S5)."""

from functools import wraps

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from billing.people import insiders
from config.database import db
from config.tally import figure
from setup import pictures, portal_setup_page
from setup.door import setup
from setup.editions import overtaken
from setup.general_settings import settings
from setup.portal_setup_form import PortalSetupForm
from setup.rights import CHANGE_SETTINGS, SEE_SETTINGS, requires
from tenants import renaming, site, subdomain
from tenants.tenant import Tenant, address


def while_open(view):
    """Reachable only while the Customer Billing Portal is on (S2)."""

    @wraps(view)
    def seen(**named):
        if g.tenant.portal_open:
            return view(**named)
        flash(_("Switch on the Customer Billing Portal first."), "info")
        return redirect(url_for("setup.general_settings"))

    return seen


@setup.get("/portal-setup")
@requires(*SEE_SETTINGS)
@while_open
def portal_setup():
    return portal_setup_page.show(PortalSetupForm.of(settings()))


@setup.post("/portal-setup")
@requires(*CHANGE_SETTINGS)
@while_open
def save_portal_setup():
    form = PortalSetupForm()
    if not (form.validate() and sure(form) and pictures.keep(form)):
        return again(form), 422
    record = settings(lock=True)
    if overtaken(form, record):
        return again(form), 409
    if form.moves and not move(form):
        return again(form), 422
    moved = form.moves
    with pictures.exchanged(record):
        record.edit(current_user.name, **form.settings(), **pictures.names(form))
    db.session.commit()
    site.forget()
    return tell_move(form.subdomain.data) if moved else told(form)


def sure(form):
    """Whether it does not move, or that was agreed to by who read how many it signs out."""
    if not form.moves or form.sure.data:
        return True
    people = insiders.signed_in()
    form.sure.errors = [ngettext(
        "%(count)s person is signed in now and is signed out when the portal moves.",
        "%(count)s people are signed in now and are signed out when the portal moves.",
        people, count=figure(people))]
    return False


def again(form):
    """The form with what is wrong; what was typed is kept."""
    form.ask_again()
    return portal_setup_page.show(form)


def move(form):
    """To the other subdomain; False, told at the field, where somebody was faster."""
    try:
        tenant = db.session.get(Tenant, g.tenant.tenant_id)
        renaming.rename(tenant, form.subdomain.data, renaming.move_own)
    except subdomain.SubdomainRefused as refusal:
        db.session.rollback()
        form.subdomain.errors = [_(refusal.rule, **refusal.values)]
        return False
    return True


def tell_move(name):
    """No redirect: a form may lead to no other host, and cookies do not go along."""
    return render_template("setup/portal_setup/moved.html", new=address(name))


def told(form):
    if any(new.still for new in form.pictures.values()):
        flash(_("Of an animation, only its first picture is kept."), "info")
    flash(_("The portal setup has been saved. Customers see it at their next click."), "success")
    return redirect(url_for("setup.portal_setup"))

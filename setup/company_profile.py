"""Company Profile: what customers, mails and documents are told of the company (S9)."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import func, select

from config.database import db
from setup.company_profile_form import CompanyProfileForm
from setup.door import setup
from setup.editions import overtaken
from setup.rights import CHANGE_SETTINGS, SEE_SETTINGS, holds, requires
from tenants import audit, site
from tenants.profile import CompanyProfile

FIELDS = (
    "address1", "address2", "city", "state", "zip", "country", "support_email", "support_phone",
    "time_zone", "language", "show_terms", "terms_address", "privacy_address",
)


@setup.get("/company-profile")
@requires(*SEE_SETTINGS)
def company_profile():
    return page(CompanyProfileForm(obj=profile(), data={"name": g.tenant.name}))


@setup.post("/company-profile")
@requires(*CHANGE_SETTINGS)
def save_company_profile():
    record, form = profile(lock=True), CompanyProfileForm()
    if not form.validate():
        return page(form), 422
    if overtaken(form, record):
        return page(form), 409
    record.edit(current_user.name, **{name: form[name].data for name in FIELDS})
    if form.name.data != g.tenant.name:
        db.session.execute(select(func.name_tenant(form.name.data)))
        audit.note("change", "tenant", changes={"name": [g.tenant.name, form.name.data]})
    db.session.commit()
    site.forget()
    flash(_("The company profile has been saved."), "success")
    return redirect(url_for("setup.company_profile"))


def profile(lock=False):
    query = select(CompanyProfile)
    return db.session.scalar(query.with_for_update() if lock else query)


def page(form):
    return render_template(
        "setup/company_profile/edit.html", form=form, changes=holds(CHANGE_SETTINGS))

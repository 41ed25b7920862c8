"""Setup > Payment Settings: what customers may do when they pay (M2, M3, M5, M12, M13)."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from config.database import db
from setup.door import setup
from setup.editions import overtaken
from setup.payment_settings_form import PaymentSettingsForm
from setup.rights import CHANGE_SETTINGS, SEE_SETTINGS, holds, requires
from tenants.payment_setup import PaymentSetup


@setup.get("/payment-settings")
@requires(*SEE_SETTINGS)
def payment_settings():
    return page(PaymentSettingsForm.of(settings()))


@setup.post("/payment-settings")
@requires(*CHANGE_SETTINGS)
def save_payment_settings():
    record, form = settings(lock=True), PaymentSettingsForm()
    if not form.validate():
        return page(form), 422
    if overtaken(form, record):
        return page(form), 409
    record.edit(current_user.name, **form.settings())
    db.session.commit()
    flash(_("The payment settings have been saved."), "success")
    return redirect(url_for("setup.payment_settings"))


def settings(lock=False):
    query = select(PaymentSetup)
    return db.session.scalar(query.with_for_update() if lock else query)


def page(form):
    return render_template(
        "setup/payment_settings/edit.html", form=form, changes=holds(CHANGE_SETTINGS))

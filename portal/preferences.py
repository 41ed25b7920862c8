"""“Preferences”: the user's own language and time zone (P19, D28)."""

from flask import flash, g, redirect, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from config import languages
from config.database import db
from portal.account import find_login
from portal.door import portal
from portal.preferences_form import PreferencesForm


@portal.route("/account/preferences", methods=["GET", "POST"])
def preferences():
    login = find_login()
    form = PreferencesForm(obj=login)
    if not form.validate_on_submit():
        page = render_template("portal/account/preferences.html", form=form)
        return page, 422 if form.is_submitted() else 200
    form.populate_obj(login)
    db.session.commit()
    say_saved(login.language)
    return redirect("/portal/account/preferences")


def say_saved(language):
    """In the language that was just chosen, which the next page is in."""
    g.pop("locale", None)
    with force_locale(language or languages.locale()):
        flash(_("Your preferences have been saved."), "success")

"""What a template makes of a real record: in a frame beside it, or as a mail to oneself (S7)."""

from flask import flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from mailers import rendering, specimen, trial
from mailers.letter import NotRendered
from setup.door import setup
from setup.mail_template import page, records
from setup.mail_template_form import Typed
from setup.mail_templates import found
from setup.rights import SETUP_EDIT, SETUP_VIEW, VIEW, holds, requires
from workers.queue import wake

# Our own page around the letter, which stands in a frame that may run nothing and is nobody.
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' https: data:;"
    " font-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'self';"
    " frame-ancestors 'self'"
)


@setup.get("/templates/<template>/<language>/preview")
@requires(*SETUP_VIEW)
def mail_template_preview(template, language):
    found(template, language)
    newest = next(iter(records(template)), ("", ""))[0]
    return shown(Typed.stored(template, language), newest)


@setup.post("/templates/<template>/<language>/preview")
@requires(*SETUP_EDIT)
def preview_mail_template(template, language):
    found(template, language)
    return shown(Typed.sent(template, language), chosen())


@setup.post("/templates/<template>/<language>/test")
@requires(*SETUP_EDIT)
def test_mail_template(template, language):
    found(template, language)
    typed, key = Typed.sent(template, language), chosen()
    try:
        specimen.context(template, key, language)
    except specimen.NoSuchRecord:
        typed.fault("record", no_such_record(key))
    if typed.faults:
        return page(template, language, typed), 422
    mail = trial.write(template, language, typed.words, key, current_user.email)
    db.session.commit()
    wake("mail", mail.mail_id)
    flash(_("A test is on its way to %(address)s.", address=current_user.email), "success")
    return page(template, language, typed)


def chosen():
    """The record that the preview is asked for; examples for who may not see customers."""
    return request.form.get("record", "").strip()[:64] if holds(VIEW) else ""


def shown(typed, key):
    """The letter, or what is wrong with the template."""
    letter, problem = None, "".join(typed.faults.get("", []))
    try:
        letter = None if typed.faults else made(typed, key)
    except specimen.NoSuchRecord:
        problem = no_such_record(key)
    except NotRendered as refusal:
        problem = " ".join(fault.reason for fault in refusal.faults)
    page = render_template("setup/mail_templates/preview.html", letter=letter, problem=problem,
                           faults=typed.faults, record=key, language=typed.language)
    return page, {"Content-Security-Policy": POLICY}


def made(typed, key):
    context = specimen.context(typed.template, key, typed.language)
    db.session.commit()  # no transaction stays open while the press takes its time
    return rendering.render(typed.words, context, locale=typed.language)


def no_such_record(key):
    return _("There is no record “%(id)s” that this mail could be about.", id=key)

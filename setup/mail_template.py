"""One kind of mail in one language: what it says, to be changed, tried and saved (S7, S8)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.catalogues import LANGUAGES
from config.database import db
from mailers import specimen
from mailers.own_template import Overtaken, OwnTemplate
from setup.door import setup
from setup.mail_template_form import Typed
from setup.mail_templates import company_language, found
from setup.rights import SETUP_EDIT, SETUP_VIEW, VIEW, holds, requires


@setup.get("/templates/<template>/<language>")
@requires(*SETUP_VIEW)
def mail_template(template, language):
    found(template, language)
    return page(template, language, Typed.stored(template, language))


@setup.post("/templates/<template>/<language>")
@requires(*SETUP_EDIT)
def save_mail_template(template, language):
    found(template, language)
    typed = Typed.sent(template, language)
    if typed.faults:
        return page(template, language, typed), 422
    try:
        changed = typed.save(current_user.name)
    except Overtaken as overtaken:
        db.session.rollback()
        return page(template, language, typed.after(overtaken.by)), 409
    db.session.commit()
    flash(_("The template is saved. Mails written from now on use it.") if changed
          else _("Nothing has changed."), "success" if changed else "info")
    return redirect(url_for("setup.mail_template", template=template, language=language))


def page(template, language, typed):
    subject, newest = found(template, language), OwnTemplate.newest(template, language)
    at = {"template": template, "language": language}
    return render_template(
        "setup/mail_templates/edit.html",
        subject=subject,
        typed=typed,
        unsaved=typed.unsaved,
        own=newest if newest and newest.own else None,
        changes=holds(SETUP_EDIT),
        languages=languages(template, language),
        records=(known := records(template)),
        record=request.form.get("record", known[0][0] if known else ""),
        post=lambda verb: url_for(f"setup.{verb}", **at),
        versions_href=url_for("setup.mail_template_versions", **at),
    )


def languages(template, language):
    """The company's own first."""
    ordered = sorted(LANGUAGES, key=lambda each: each != company_language())
    return [
        {"label": LANGUAGES[each], "active": each == language,
         "href": url_for("setup.mail_template", template=template, language=each)}
        for each in ordered
    ]


def records(template):
    """What a preview may be shown with; who may not see customers sees examples."""
    return specimen.keys(template) if holds(VIEW) else []

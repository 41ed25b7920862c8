"""What a template said before: who saved it and when, to be looked at and taken back (S7)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.catalogues import LANGUAGES
from config.database import db
from mailers.catalogue import default_template
from mailers.own_template import Overtaken, OwnTemplate
from mailers.sending import Sending
from setup.door import setup
from setup.mail_templates import found
from setup.rights import SETUP_EDIT, SETUP_VIEW, holds, requires

AT = "/templates/<template>/<language>"


@setup.get(f"{AT}/versions")
@requires(*SETUP_VIEW)
def mail_template_versions(template, language):
    return show(template, language, OwnTemplate.versions(template, language))


@setup.get(f"{AT}/versions/<int(max=2147483647):number>")
@requires(*SETUP_VIEW)
def mail_template_version(template, language, number):
    versions = OwnTemplate.versions(template, language)
    return show(template, language, versions, numbered(versions, number))


@setup.post(f"{AT}/versions/<int(max=2147483647):number>/restore")
@requires(*SETUP_EDIT)
def restore_mail_template(template, language, number):
    version = numbered(OwnTemplate.versions(template, language), number)
    words = version.words if version.own else None
    told = _("Version %(number)s is in force again.", number=number)
    return put(template, language, words, "restored" if version.own else "reset", told)


@setup.get(f"{AT}/reset")
@requires(*SETUP_EDIT)
def new_mail_template_reset(template, language):
    newest = OwnTemplate.newest(template, language)
    at = {"template": template, "language": language}
    return render_template(
        "setup/mail_templates/reset.html",
        subject=found(template, language),
        language=LANGUAGES[language],
        after=newest.number if newest else 0,
        action_href=url_for("setup.reset_mail_template", **at),
        back_href=url_for("setup.mail_template", **at),
        problem=None if newest and newest.own else _("It is as Portico writes it already."),
    )


@setup.post(f"{AT}/reset")
@requires(*SETUP_EDIT)
def reset_mail_template(template, language):
    return put(template, language, None, "reset",
               _("The template is as Portico writes it. What you had is kept as a version."))


def put(template, language, words, origin, told):
    """A version more, after the one that the visitor saw."""
    found(template, language)
    Sending.lock()
    try:
        OwnTemplate.save(template, language, words, seen(), current_user.name, origin)
        flash(told, "success")
    except Overtaken:
        flash(_("Somebody else has saved this template just now. Please look at it again."),
              "error")
    db.session.commit()
    return redirect(url_for("setup.mail_template", template=template, language=language))


def seen():
    """The number of the newest version when the page was made."""
    number = request.form.get("after", "")
    return int(number) if number.isdecimal() and number.isascii() and len(number) < 10 else -1


def numbered(versions, number):
    return next((each for each in versions if each.number == number), None) or abort(404)


def show(template, language, versions, chosen=None):
    return render_template(
        "setup/mail_templates/versions.html",
        subject=found(template, language),
        language=LANGUAGES[language],
        versions=versions,
        chosen=chosen,
        words=chosen and (chosen.words if chosen.own else default_template(template, language)),
        changes=holds(SETUP_EDIT),
        href=url_for("setup.mail_template", template=template, language=language),
        post=lambda verb, **more: url_for(f"setup.{verb}", template=template, language=language,
                                          **more),
    )

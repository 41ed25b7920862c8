"""“Manage Templates”: every kind of mail, and in which languages the company words it (S7)."""

from types import SimpleNamespace

from flask import abort, g, redirect, render_template, url_for

from config.catalogues import LANGUAGES
from config.languages import known
from mailers.catalogue import SUBJECTS
from mailers.own_template import OwnTemplate
from mailers.sending import Sending
from setup.door import setup
from setup.rights import SEE_SETTINGS, SETUP_VIEW, holds, requires

PORTAL = ("reset_password", "access_granted", "portal_invitation", "email_confirmation")
BILLS = ("invoice", "payment_receipt", "payment_processing", "payment_refunded", "payment_declined",
         "autopay_upcoming", "autopay_failed", "autopay_confirm", "card_expiring")


@setup.get("/templates")
@requires(*SEE_SETTINGS)
def mail_templates():
    stored = {each.template: each for each in Sending.all()}
    ours = [name for name, subject in SUBJECTS.items() if not subject.internal]
    rest = [name for name in ours if name not in PORTAL + BILLS]
    return render_template(
        "setup/mail_templates/index.html",
        groups=[[listed(name, stored, OwnTemplate.wordings()) for name in names]
                for names in (PORTAL, BILLS, rest)],
        opens=holds(SETUP_VIEW),
    )


@setup.get("/templates/<template>")
@requires(*SETUP_VIEW)
def mail_template_default(template):
    found(template)
    return redirect(url_for("setup.mail_template", template=template, language=company_language()))


def listed(name, stored, wordings):
    subject, sending = SUBJECTS[name], stored.get(name)
    own = [each for each in wordings if each.template == name]
    return SimpleNamespace(
        title=subject.title,
        href=url_for("setup.mail_template_default", template=name),
        always=subject.always,
        enabled=subject.always or sending is None or sending.enabled,
        languages=[LANGUAGES[each.language] for each in own],
        stopped=[LANGUAGES[each.language] for each in own if each.stopped],
    )


def found(template, language="en"):
    """What is known of this kind of mail; 404 for another, and for a language nobody speaks."""
    if template not in SUBJECTS or SUBJECTS[template].internal or language not in LANGUAGES:
        abort(404)
    return SUBJECTS[template]


def company_language():
    return known(g.tenant.language)

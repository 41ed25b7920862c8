"""A mail's letter as staff read it in the mail log (S15): as it would be written today."""

from flask import g

from config.database import db
from mailers import company
from mailers.catalogue import default_template
from mailers.letter import NotRendered
from mailers.letters import LETTERS
from mailers.mail_state import carries_credential
from mailers.own_template import OwnTemplate
from mailers.reader import write_for
from mailers.rendering import render
from mailers.withdrawn import Withdrawn


def letter(mail):
    """The Letter, in its reader's language; None where there is none to show. Keeps nothing.

    One that carries a credential is never written for anyone but its reader (D11): to write it
    would mint the token and kill the one that was mailed.
    """
    if carries_credential(mail) or mail.template not in LETTERS or "draft" in mail.subject_ids:
        return None
    write_for(mail.recipient)
    try:
        context = company.facts() | LETTERS[mail.template].context(mail)
        own = OwnTemplate.in_force(mail.template, g.locale)
        templates = own and own.words, default_template(mail.template, g.locale)
    except (Withdrawn, LookupError):
        return None
    finally:
        db.session.rollback()  # before the press takes its time
    return first(templates, context)


def first(templates, context):
    """By the first template that works; a company's own may not."""
    for template in filter(None, templates):
        try:
            return render(template, context, locale=g.locale, sandbox=g.tenant.sandbox)
        except NotRendered:
            continue
    return None

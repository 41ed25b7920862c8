"""“Send test”: what staff are writing, as it would arrive, at their own address (S7)."""

from dataclasses import asdict, replace

from flask import g

from config.database import db
from mailers import envelope, specimen
from mailers.letter import Template
from mailers.mail import Mail
from mailers.rendering import render
from mailers.sending import Sending

MARK = "[Test]"


def write(template, language, words, key, recipient):
    """Queue a test of these words with the record of that id, or examples for ""."""
    draft = {"language": language, "record": key, **asdict(words)}
    return Mail.write(template, recipient, draft=draft)


def written(mail):
    """The test in full; it goes to nobody else, and holds no credential."""
    draft = dict(mail.subject_ids["draft"])
    language, key = draft.pop("language"), draft.pop("record")
    context = specimen.context(mail.template, key, language)
    addressed = {"to": mail.recipient, "message_id": mail.stamp(),
                 "reply_to": Sending.of(mail.template).reply_to}
    db.session.commit()
    letter = render(Template(**draft), context, locale=language, sandbox=g.tenant.sandbox)
    return envelope.message(replace(letter, subject=f"{MARK} {letter.subject}"), **addressed)

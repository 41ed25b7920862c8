"""From a row to a mail: the letter is written when a worker takes the row, then sent (W1, W2)."""

from flask import g

from config.database import db
from mailers import company, envelope, return_path, smtp, trial
from mailers.catalogue import SUBJECTS, default_template
from mailers.letter import NotRendered
from mailers.letters import LETTERS
from mailers.own_template import OwnTemplate
from mailers.reader import write_for
from mailers.rendering import render
from mailers.sending import Sending
from mailers.withdrawn import Withdrawn


def deliver(mail):
    """Send the mail, or record why not; commits. After a crash in between it is sent again."""
    try:
        refused = smtp.send(written(mail))
    except Withdrawn as cause:
        mail.withdraw(str(cause))
    except smtp.Refused as cause:
        mail.fail(str(cause))
    except (smtp.Deferred, NotRendered) as cause:
        mail.put_off(str(cause))
    else:
        mail.mark_sent("; ".join([*mail.notes, *refused]))
    db.session.commit()


def written(mail):
    """The mail in full. Commits before it is sent: a token that arrives must already be known,
    and no transaction may stay open while a server takes its time.
    """
    mail.notes = []
    if "draft" in mail.subject_ids:
        return trial.written(mail)
    write_for(mail.recipient)
    sending = Sending.of(mail.template)
    if not sending.enabled and SUBJECTS[mail.template].can_be_off:
        raise Withdrawn("Mails of this kind are switched off in Manage Templates.")
    context = company.facts() | LETTERS[mail.template].context(mail)
    own = OwnTemplate.in_force(mail.template, g.locale)
    words = own and own.words
    copies = sending.copies if SUBJECTS[mail.template].takes_copies else ()
    addressed = {"to": mail.recipient, "message_id": mail.stamp(), "reply_to": sending.reply_to,
                 "bcc": [(each, return_path.of(mail, n)) for n, each in enumerate(copies, 1)],
                 "return_path": return_path.of(mail)}
    if hasattr(LETTERS[mail.template], "papers"):
        addressed["papers"] = LETTERS[mail.template].papers(mail)
    ours = default_template(mail.template, g.locale)
    db.session.commit()
    letter = words and attempted(own, words, context, mail) or made(ours, context)
    return envelope.message(letter, **addressed)


def attempted(own, words, context, mail):
    """The letter as the company words it; None where that fails, since a mail always goes out."""
    try:
        return made(words, context, SUBJECTS[mail.template].secret)
    except NotRendered as refusal:
        own.fail(refusal)
        mail.notes.append(f"Sent with Portico's own words, since yours failed: {refusal}")
        db.session.commit()
        return None


def made(words, context, secret=None):
    return render(words, context, locale=g.locale, sandbox=g.tenant.sandbox, secret=secret)

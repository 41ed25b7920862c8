"""From a row to a mail: the letter is written when a worker takes the row, then sent (W1, W2)."""

from flask import g

from config.database import db
from mailers import (
    access_granted,
    company,
    confirmation,
    envelope,
    export_failed,
    export_ready,
    invitation,
    password_changed,
    payment_declined,
    payment_processing,
    payment_receipt,
    request_accepted,
    request_declined,
    request_received,
    reset,
    smtp,
    staff_invitation,
)
from mailers.catalogue import default_template
from mailers.letter import NotRendered
from mailers.reader import write_for
from mailers.rendering import render
from mailers.withdrawn import Withdrawn

LETTERS = {
    module.TEMPLATE: module
    for module in (
        access_granted,
        confirmation,
        export_failed,
        export_ready,
        invitation,
        password_changed,
        payment_declined,
        payment_processing,
        payment_receipt,
        request_accepted,
        request_declined,
        request_received,
        reset,
        staff_invitation,
    )
}


def deliver(mail):
    """Send the mail, or record why not; commits. After a crash in between it is sent again."""
    try:
        smtp.send(written(mail))
    except Withdrawn as cause:
        mail.withdraw(str(cause))
    except smtp.Refused as cause:
        mail.fail(str(cause))
    except (smtp.Deferred, NotRendered) as cause:
        mail.put_off(str(cause))
    else:
        mail.mark_sent()
    db.session.commit()


def written(mail):
    """The mail in full. Commits before it is sent: a token that arrives must already be known,
    and no transaction may stay open while a server takes its time.
    """
    write_for(mail.recipient)
    template = default_template(mail.template, g.locale)
    context = company.facts() | LETTERS[mail.template].context(mail)
    addressed = {"to": mail.recipient, "message_id": mail.stamp()}
    db.session.commit()
    letter = render(template, context, locale=g.locale, sandbox=g.tenant.sandbox)
    return envelope.message(letter, **addressed)

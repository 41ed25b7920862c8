"""“Mail Log” (S15): what became of each mail, its letter, and sending it again."""

from types import SimpleNamespace

from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _

from config.database import db
from mailers import mail_log as log
from mailers import mail_state, reading
from mailers.catalogue import SUBJECTS
from mailers.mail import Mail
from mailers.post_box import LETTER_POLICY
from setup import logs
from setup.door import setup
from setup.rights import SETUP_EDIT, SETUP_LIST, SETUP_VIEW, holds, requires

CSS = {"queued": "neutral", "sending": "processing", "sent": "paid", "bounced": "declined",
       "failed": "declined", "withdrawn": "neutral"}


@setup.get("/mail-log")
@requires(*SETUP_LIST)
def mails():
    wish = log.Wish(request.args)
    return logs.listed(
        "setup/mail_log/index.html", wish, row,
        states=[(key, _(word)) for key, word in mail_state.STATES.items()],
        templates=sorted(((key, title(key)) for key in SUBJECTS), key=lambda pair: pair[1]),
        again_href=holds(SETUP_EDIT) and logs.to(url_for("setup.ask_failed_mails"), wish),
    )


@setup.get("/mail-log/<uuid:mail_id>")
@requires(*SETUP_VIEW)
def mail(mail_id):
    found = find(mail_id)
    return render_template("setup/mail_log/show.html", mail=row(found),
                           secret=mail_state.carries_credential(found),
                           again=holds(SETUP_EDIT) and mail_state.can_go_again(found))


@setup.get("/mail-log/<uuid:mail_id>/body")
@requires(*SETUP_VIEW)
def mail_body(mail_id):
    """The letter alone, in a sandbox of its own; 404 where nobody may see it, or nobody can."""
    letter = reading.letter(find(mail_id))
    if letter is None:
        return _("There is no text to show."), 404, {"Content-Type": "text/plain; charset=utf-8"}
    config = current_app.config
    pictures = f"{config['BASE_SCHEME']}://*.{config['BASE_NETLOC']}"
    page = letter.html.replace("<head>", '<head><base target="_blank">', 1)
    return page, {"Content-Security-Policy": LETTER_POLICY.format(pictures=pictures)}


def find(mail_id):
    return db.first_or_404(db.select(Mail).where(Mail.mail_id == mail_id))


def row(found):
    state = mail_state.state_of(found)
    here = url_for("setup.mail", mail_id=found.mail_id)
    return SimpleNamespace(
        href=here if holds(SETUP_VIEW) else None, again_href=f"{here}/again",
        body_href=f"{here}/body", recipient=found.recipient, title=title(found.template),
        created_date=found.created_date, sent_at=found.sent_at, tries=found.tries,
        due_at=found.due_at if state == "queued" else None, reason=found.reason,
        code=mail_state.code_of(found) if state == "bounced" else "",
        status_word=_(mail_state.STATES[state]), status_css=CSS[state],
    )


def title(template):
    return str(SUBJECTS[template].title) if template in SUBJECTS else template

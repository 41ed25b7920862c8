"""“Forgot Password” of staff: the same answer whether the address is known or not (S12, R5)."""

from flask import render_template

from config.database import db
from config.limits import guesses
from config.pace import evenly
from mailers import staff_reset
from setup.door import for_anyone, setup
from setup.forms import Forgot
from tenants.staff import Staff
from tenants.staff_link import StaffLink
from workers.queue import wake


@setup.get("/forgot")
@for_anyone
def new_forgot():
    return render_template("setup/forgot.html", form=Forgot(), sent_to=None)


@setup.post("/forgot")
@for_anyone
@guesses
@evenly
def forgot():
    form = Forgot()
    if not form.validate():
        return render_template("setup/forgot.html", form=form, sent_to=None), 422
    send_link(Staff.named(form.email.data))
    return render_template("setup/forgot.html", form=form, sent_to=form.email.data)


def send_link(person):
    """Nobody who never had a password has forgotten it: an invitation that ran out stays so."""
    if person is None or person.password_hash is None:
        return
    mail = staff_reset.write(StaffLink.issue("reset", person))
    db.session.commit()
    wake("mail", mail.mail_id)

"""The mail log: states, reasons, letters, and sending again (S15, D11)."""

import pytest
from sqlalchemy import func, select

from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from config import clock
from config.database import db
from mailers import access_granted, invitation
from mailers.mail import Mail
from mailers.mail_state import state_of
from tenants.audit_entry import AuditEntry
from tenants.waiting import LEASE


def text(answer):
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def written(cast, template="access_granted", state="queued", reason="", recipient=None, **more):
    """A mail's id, in a state."""
    with cast.within():
        contact = db.session.scalars(select(Contact).where(Contact.contact_id == "CT-1")).one()
        if template == "portal_invitation":
            mail = invitation.write(PortalLink.issue("invitation", contact=contact))
        else:
            mail = access_granted.write(contact)
        mail.state, mail.reason = state, reason
        mail.recipient = recipient or mail.recipient
        for name, value in more.items():
            setattr(mail, name, value)
        if state != "queued":
            mail.settle()
        db.session.commit()
        return mail.mail_id


def found(cast, mail_id):
    with cast.within():
        return db.session.scalars(select(Mail).where(Mail.mail_id == mail_id)).one()


CASES = [
    ({"state": "queued"}, "queued"), ({"state": "sent"}, "sent"),
    ({"state": "failed", "reason": "550 5.1.1 no such user"}, "bounced"),
    ({"state": "failed", "reason": "The address is not a valid one."}, "failed"),
    ({"state": "failed", "reason": "5500 things went wrong"}, "failed"),
    ({"state": "withdrawn", "reason": "The link was used."}, "withdrawn"),
]


@pytest.mark.parametrize("facts, state", CASES)
def test_the_state_is_told_and_filtered_alike(stan, cast, facts, state):
    mail_id = written(cast, recipient=f"{state}@atlas.example", **facts)
    assert state_of(found(cast, mail_id)) == state
    for word in ("queued", "sending", "sent", "bounced", "failed", "withdrawn"):
        page = text(stan.get(f"/setup/mail-log?q=@atlas.example&state={word}"))
        assert (str(mail_id) in page) == (word == state), word


def test_what_a_worker_has_is_being_sent(stan, cast):
    mail_id = written(cast, lease_until=clock.now() + LEASE)
    assert ">Sending<" in text(stan.get(f"/setup/mail-log/{mail_id}"))
    assert str(mail_id) in text(stan.get("/setup/mail-log?state=sending"))


def test_a_bounce_tells_the_servers_code(stan, cast):
    page = text(stan.get(f"/setup/mail-log/{written(cast, **CASES[2][0])}"))
    assert ">Bounced<" in page and "<dd>550</dd>" in page and "no such user" in page


def test_no_neighbours_mail(stan, cast):
    with cast.within(cast.initech):
        mail_id = Mail.write("access_granted", "CANARY@initech.example").mail_id
        db.session.commit()
    assert "CANARY" not in text(stan.get("/setup/mail-log"))
    for path in ("", "/body"):
        assert stan.get(f"/setup/mail-log/{mail_id}{path}").status_code == 404
    assert stan.post(f"/setup/mail-log/{mail_id}/again").status_code == 404


def test_the_letter_stands_in_a_sandbox(stan, cast):
    mail_id = written(cast, state="sent")
    page = text(stan.get(f"/setup/mail-log/{mail_id}"))
    assert '<iframe class="letter"' in page and "sandbox=" in page
    letter = stan.get(f"/setup/mail-log/{mail_id}/body")
    assert "Jane Miller" in text(letter)
    policy = letter.headers["Content-Security-Policy"]
    assert "sandbox" in policy and "script-src" not in policy and "default-src 'none'" in policy


def test_a_letter_with_a_credential_is_shown_to_nobody(stan, cast):
    mail_id = written(cast, "portal_invitation", "failed", "550 no")
    page = text(stan.get(f"/setup/mail-log/{mail_id}"))
    assert "iframe" not in page and "shown to nobody else" in page
    assert stan.get(f"/setup/mail-log/{mail_id}/body").status_code == 404
    with cast.within():
        assert db.session.scalars(select(PortalLink.token_hash)).all()[-1] is None


def test_one_that_failed_goes_again_itself(stan, cast):
    mail_id = written(cast, state="failed", reason="550 no", tries=5)
    assert stan.post(f"/setup/mail-log/{mail_id}/again").location.endswith(str(mail_id))
    mail = found(cast, mail_id)
    assert (mail.state, mail.reason, mail.tries) == ("queued", "", 0) and mail.due_at
    with cast.within():
        line = db.session.scalars(select(AuditEntry).filter_by(verb="mail resent")).one()
    assert (line.actor, line.record_id) == ("Stan Baker", str(mail_id))
    assert (line.facts["state"], line.facts["reason"]) == ("bounced", "550 no")


def test_of_one_that_was_sent_goes_a_copy(stan, cast):
    mail_id = written(cast, state="sent")
    other = stan.post(f"/setup/mail-log/{mail_id}/again").location.rpartition("/")[2]
    assert other != str(mail_id)
    assert found(cast, mail_id).state == "sent" and found(cast, other).state == "queued"


def test_one_on_its_way_is_left_alone(stan, cast):
    mail_id = written(cast)
    stan.post(f"/setup/mail-log/{mail_id}/again")
    with cast.within():
        assert not db.session.scalars(select(AuditEntry).filter_by(verb="mail resent")).all()


def test_all_that_failed_go_again_after_a_question_with_their_number(stan, cast):
    for n in range(3):
        written(cast, state="failed", reason="550 no", recipient=f"x{n}@atlas.example")
    other = written(cast, state="failed", reason="421 later", recipient="else@elsewhere.example")
    page = text(stan.get("/setup/mail-log/again?q=@atlas.example"))
    assert "3 mails that failed are sent again." in page
    with cast.within():
        assert db.session.scalar(select(func.count()).where(Mail.state == "failed")) == 4
    stan.post("/setup/mail-log/again", {"q": "@atlas.example"})
    with cast.within():
        assert db.session.scalars(select(Mail.mail_id).where(Mail.state == "failed")).all() == [
            other]


def test_with_nothing_failed_there_is_nothing_to_send(stan, cast):
    page = text(stan.get("/setup/mail-log/again?q=nobody"))
    assert "No mail of these has failed." in page and "<button class=\"button primary\"" not in page


def test_a_cursor_that_is_none(stan):
    assert stan.get("/setup/mail-log?before=x").status_code == 404
    assert stan.get("/setup/mail-log?from=x").status_code == 422


def test_a_letter_that_cannot_be_written_any_more_is_no_page(stan, cast):
    with cast.within():
        mail_id = Mail.write("access_granted", "jane@atlas.example", contact_id="CT-0").mail_id
        db.session.commit()
    letter = stan.get(f"/setup/mail-log/{mail_id}/body")
    assert (letter.status_code, letter.mimetype) == (404, "text/plain")
    assert letter.text == "There is no text to show."


def test_a_long_reason_stands_in_the_list(stan, cast):
    mail_id = written(cast, state="failed", reason="550 " + "x" * 290)
    page = text(stan.get("/setup/mail-log"))
    assert str(mail_id) in page and "x" * 290 in page

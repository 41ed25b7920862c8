"""What becomes of a mail that cannot be handed over (W2)."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from config import clock
from config.database import db
from mailers import smtp
from mailers.delivery import deliver
from mailers.mail import Mail

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = [
    ("greeting", "554 no service today", "554"),
    ("greeting", None, "SMTPServerDisconnected"),
    ("MAIL", "451 try later", "451 try later"),
    ("RCPT", "450 greylisted", "450 greylisted"),
    ("DATA", "421 going down", "421"),
    ("end", "452 disk full", "452 disk full"),
    ("end", None, "SMTPServerDisconnected"),
]
NEVER = [
    ("MAIL", "550 no such sender", "550 no such sender"),
    ("RCPT", "550 no such user", "550 no such user"),
    ("DATA", "554 not from you", "554"),
    ("end", "554 looks like spam", "554 looks like spam"),
]


@pytest.fixture
def message(one_app):
    with one_app.app_context():
        message = EmailMessage()
        message["From"], message["To"] = "no-reply@localhost", "jane@atlas.example"
        message.set_content("Hello")
        yield message


@pytest.mark.parametrize(("moment", "answer", "reason"), LATER)
def test_trouble_of_the_moment_is_for_later(message, server, moment, answer, reason):
    server.answers[moment] = answer
    with pytest.raises(smtp.Deferred, match=reason):
        smtp.send(message)


@pytest.mark.parametrize(("moment", "answer", "reason"), NEVER)
def test_a_refusal_of_this_mail_is_final(message, server, moment, answer, reason):
    server.answers[moment] = answer
    with pytest.raises(smtp.Refused, match=reason):
        smtp.send(message)


def test_a_server_that_is_not_there_is_for_later(message, one_app, monkeypatch):
    monkeypatch.setattr(one_app.extensions["mail"], "port", 1)
    with pytest.raises(smtp.Deferred, match="ConnectionRefusedError"):
        smtp.send(message)


@pytest.mark.parametrize("moment", ["greeting", "RCPT", "end"])
def test_a_server_that_says_nothing_is_left(message, server, moment, monkeypatch):
    monkeypatch.setattr(smtp, "CONNECTING", 0.2)
    monkeypatch.setattr(smtp, "ANSWERING", 0.2)
    server.answers[moment] = "…"
    with pytest.raises(smtp.Deferred):
        smtp.send(message)


def test_trouble_with_logging_in_is_no_fault_of_the_mail(message, server, one_app, monkeypatch):
    for name in ("username", "password"):
        monkeypatch.setattr(one_app.extensions["mail"], name, "portico")
    server.answers |= {"EHLO": "250-localhost\r\n250 AUTH PLAIN", "AUTH": "535 wrong password"}
    with pytest.raises(smtp.Deferred, match="535"):
        smtp.send(message)


def test_a_mail_that_is_refused_is_marked_with_the_reason(notice, server):
    server.answers["RCPT"] = "550 no such user"
    deliver(notice)
    assert (notice.state, notice.due_at, notice.reason) == ("failed", None, "550 no such user")


def test_it_arrives_once_the_server_is_well_again(notice, server):
    server.answers["end"] = "451 later"
    deliver(notice)
    assert (notice.state, notice.lease_until, notice.reason) == ("queued", None, "451 later")
    assert notice.due_at > clock.now() + timedelta(seconds=20)
    server.answers.clear()
    deliver(notice)
    assert (notice.state, notice.due_at, notice.reason) == ("sent", None, "")
    assert len(server.taken) == 1


def test_a_server_that_fails_after_taking_it_has_taken_it(notice, server):
    server.answers["QUIT"] = None
    deliver(notice)
    assert notice.state == "sent"


def test_a_copy_has_the_message_id_of_the_first(notice, server):
    for _ in range(2):
        deliver(notice)
    assert [notice.message_id.encode() in taken for taken in server.taken] == [True, True]


def test_a_template_that_fails_puts_it_off(notice, server, monkeypatch):
    from mailers import password_changed

    monkeypatch.setattr(password_changed, "context", lambda mail: {"contact": {"email": "a@b"}})
    deliver(notice)
    assert notice.state == "queued"
    assert "action_url" not in notice.reason


WAITED = [
    (timedelta(0), timedelta(seconds=30)),
    (timedelta(minutes=20), timedelta(minutes=1)),
    (timedelta(hours=5), timedelta(minutes=15)),
    (timedelta(hours=23), timedelta(hours=1)),
]


@pytest.mark.parametrize(("waited", "pause"), WAITED)
def test_pauses_grow_with_the_wait(waited, pause):
    mail = Mail(created_date=NOON, tries=1)
    with clock.frozen(NOON + waited):
        mail.put_off("later")
    assert mail.due_at == NOON + waited + pause


def test_after_a_day_it_is_marked_as_failed():
    mail = Mail(created_date=NOON, tries=9, state="queued")
    with clock.frozen(NOON + timedelta(days=1, seconds=-1)):
        mail.put_off("later")
    assert mail.state == "queued"
    with clock.frozen(NOON + timedelta(days=1)):
        mail.put_off("450 still greylisted")
    assert (mail.state, mail.reason, mail.due_at) == ("failed", "450 still greylisted", None)


def test_a_mail_that_no_worker_tried_for_a_day_still_gets_its_chances():
    mail = Mail(created_date=NOON, tries=1, state="queued")
    with clock.frozen(NOON + timedelta(days=3)):
        mail.put_off("later")
    assert mail.state == "queued"


def test_no_transaction_is_open_while_the_server_is_spoken_to(notice, monkeypatch):
    seen, in_transaction = [], db.session().in_transaction
    monkeypatch.setattr(smtp, "send", lambda message: seen.append(in_transaction()) or [])
    deliver(db.session.get(Mail, (notice.tenant_id, notice.mail_id)))
    assert seen == [False]

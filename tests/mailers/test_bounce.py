"""Mails that come back after they were sent: whose, why, and nobody else's (S15, RFC 3464)."""

import base64
import struct
import uuid

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from config.database import db
from config.embedded import mailbox
from mailers import access_granted, return_path
from mailers.bounce import Bounce
from mailers.delivery import deliver
from mailers.mail import Mail
from mailers.mail_state import state_of
from mailers.sending import Sending
from setup.commands import portico
from tests.setup.pages import contact, text

DSN = """From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Sun, 1 Mar 2026 12:00:00 +0000

Final-Recipient: rfc822; jane@atlas.example
Action: {action}
Status: {status}
Diagnostic-Code: {code}

--b
Content-Type: text/rfc822-headers

Subject: Access
--b--
"""
NEVER = {"action": "failed", "status": "5.1.1",
         "code": "smtp; 550 5.1.1 <jane@atlas.example>:\n Recipient address rejected"}


@pytest.fixture(autouse=True)
def bounces(one_app, monkeypatch):
    monkeypatch.setitem(one_app.config, "MAIL_BOUNCES", "bounces@example.com")


@pytest.fixture
def sent(cast):
    """(id, return path) of a mail that has gone out."""
    with cast.within():
        mail = access_granted.write(contact("CT-1"))
        mail.mark_sent()
        db.session.commit()
        return mail.mail_id, return_path.of(mail)


def found(cast, mail_id, tenant_id=None):
    with cast.within(tenant_id):
        return db.session.scalars(select(Mail).where(Mail.mail_id == mail_id)).one()


def take(cast, to, recipient="", **facts):
    source = DSN.format(to=to, **{**NEVER, **facts})
    with cast.app.app_context():
        return Bounce.read(source.encode(), recipient).take()


def test_a_bounce_marks_its_mail_with_the_servers_words(cast, sent, stan):
    mail_id, address = sent
    assert take(cast, address)
    mail = found(cast, mail_id)
    assert state_of(mail) == "bounced" and mail.sent_at
    assert mail.reason == "550 5.1.1 <jane@atlas.example>: Recipient address rejected"
    page = text(stan.get(f"/setup/mail-log/{mail_id}"))
    assert ">Bounced<" in page and "Recipient address rejected" in page and ">550<" in page


@pytest.mark.parametrize("spoken, code, state", [
    ({"code": "X-Unix; user unknown"}, "5.1.1 user unknown", "bounced"),
    ({"code": "smtp;", "status": "5.2.2"}, "5.2.2 undelivered", "bounced"),
    ({"code": "smtp; 450 greylisted", "status": "4.4.7"}, "450 greylisted", "failed"),
    ({"code": f"smtp; 550 {'x' * 999}"}, f"550 {'x' * 296}", "bounced"),
])
def test_reasons(cast, sent, stan, spoken, code, state):
    mail_id, address = sent
    assert take(cast, address, **spoken)
    mail = found(cast, mail_id)
    assert (mail.reason, state_of(mail)) == (code, state)
    assert str(mail_id) in text(stan.get(f"/setup/mail-log?state={state}"))


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", "frobnicated"])
def test_what_is_no_failure_changes_nothing(cast, sent, action):
    assert not take(cast, sent[1], action=action)
    assert found(cast, sent[0]).state == "sent"


@pytest.mark.parametrize("source", [
    b"", b"\xff\x00\xfe", b"Subject: Out of office\n\nI am away until Monday.",
    b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n",
    b"Subject: Failure\n\nAction: failed\nStatus: 5.1.1",
])
def test_other_messages_are_dropped(cast, sent, source):
    with cast.app.app_context():
        assert not Bounce.read(source, sent[1]).take()
    assert found(cast, sent[0]).state == "sent"


def test_servers_may_shout(cast, sent):
    assert take(cast, "someone@else.example", recipient=sent[1].upper())
    assert found(cast, sent[0]).state == "failed"


@pytest.mark.parametrize("header", ["X-Original-To: {}", "Delivered-To: <{}>",
                                    "Envelope-To: Bounces <{}>"])
def test_whom_the_server_has_it_for(cast, sent, header):
    source = f"{header.format(sent[1])}\n{DSN.format(to='bounces@example.com', **NEVER)}"
    with cast.app.app_context():
        assert Bounce.read(source.encode()).take()


def forged(address, change):
    """The same address, with what it names changed and its seal as it was."""
    name, host = address.split("@")
    whole = base64.b32decode(name.partition("+")[2].upper())
    return f"bounces+{base64.b32encode(change(whole)).decode().lower()}@{host}"


@pytest.mark.parametrize("change", [
    lambda whole: whole[:19] + bytes([whole[19] ^ 1]) + whole[20:],
    lambda whole: whole[:-1] + bytes([whole[-1] ^ 1]),
    lambda whole: whole[:20], lambda whole: b"", lambda whole: whole + b"\0\0\0\0\0",
], ids=["another mail", "another seal", "no seal", "nothing", "more"])
def test_a_forged_address_changes_nothing(cast, sent, change):
    assert not take(cast, forged(sent[1], change))
    assert found(cast, sent[0]).state == "sent"


def test_no_neighbours_mail_can_be_named(cast, sent):
    """One's own seal is of no use for the same or another mail of another company."""
    with cast.within(cast.initech):
        theirs = Mail.write("access_granted", "CANARY@initech.example")
        theirs.mark_sent()
        db.session.commit()
        mail_id = theirs.mail_id
    named = struct.pack("!I16s", cast.initech, uuid.UUID(str(mail_id)).bytes)
    assert not take(cast, forged(sent[1], lambda whole: named + whole[20:]))
    assert found(cast, mail_id, cast.initech).state == "sent"


def test_another_installations_seal_is_none(cast, sent, one_app, monkeypatch):
    monkeypatch.setitem(one_app.config, "SECRET_KEY", "another installation's own secret")
    assert not take(cast, sent[1])


def test_one_that_is_sent_again_waits_undisturbed(cast, sent):
    mail_id, address = sent
    assert take(cast, address) and not take(cast, address)
    with cast.within():
        db.session.scalars(select(Mail).where(Mail.mail_id == mail_id)).one().again()
        db.session.commit()
    assert not take(cast, address)
    assert found(cast, mail_id).state == "queued"


@pytest.fixture
def copied(cast, migrated):
    """A receipt that went out with two copies, and the three return paths."""
    with cast.within():
        Sending.of("payment_receipt").change(
            True, "", ["books@acme.example", "boss@acme.example"], "Stan Baker")
        mail = Mail.write("payment_receipt", "jane@atlas.example", payment_id="PAY-1")
        deliver(mail)
        assert mail.state == "sent"
        mail_id = mail.mail_id
    arrived = [each for each in mailbox.received(migrated["MAIL_STORE"])
               if str(mail_id).encode() in each.source]
    return mail_id, {each.recipients[0]: each.sender for each in arrived}


def test_a_copy_that_comes_back_is_told_and_the_mail_has_gone_out(cast, copied, stan):
    mail_id, paths = copied
    assert len(set(paths.values())) == 3
    assert take(cast, paths["boss@acme.example"]) and not take(cast, paths["boss@acme.example"])
    said = f"A copy came back (boss@acme.example): {NEVER['code'][6:].replace(chr(10), '')}"
    assert (found(cast, mail_id).state, found(cast, mail_id).reason) == ("sent", said)
    page = text(stan.get(f"/setup/mail-log/{mail_id}"))
    assert ">Sent<" in page and said in page
    assert take(cast, paths["jane@atlas.example"])
    mail = found(cast, mail_id)
    assert state_of(mail) == "bounced" and mail.reason.startswith("550 ") and said in mail.reason


def test_of_addresses_that_have_changed_since_none_is_named(cast, copied):
    mail_id, paths = copied
    with cast.within():
        Sending.of("payment_receipt").change(True, "", ["new@acme.example"], "Stan Baker")
        db.session.commit()
    assert take(cast, paths["books@acme.example"])
    assert found(cast, mail_id).reason.startswith("A copy came back (BCC): 550 ")


def test_of_who_was_erased_only_the_code_is_kept(cast, sent):
    with cast.within():
        db.session.execute(db.update(Mail).values(recipient="erased"))
        db.session.commit()
    assert take(cast, sent[1])
    assert found(cast, sent[0]).reason == "550"


def test_the_mail_goes_out_with_its_return_path(cast, migrated):
    with cast.within():
        mail = access_granted.write(contact("CT-1"))
        db.session.commit()
        deliver(mail)
        address = return_path.of(mail)
    newest = next(iter(mailbox.received(migrated["MAIL_STORE"])))
    assert newest.sender == address and b"From: " in newest.source
    assert len(address.partition("@")[0]) <= 64  # RFC 5321, 4.5.3.1.1


def test_without_a_mailbox_for_bounces_they_go_to_the_sender(cast, migrated, one_app, monkeypatch):
    monkeypatch.delitem(one_app.config, "MAIL_BOUNCES")
    with cast.within():
        mail = access_granted.write(contact("CT-1"))
        db.session.commit()
        deliver(mail)
    assert next(iter(mailbox.received(migrated["MAIL_STORE"]))).sender == "no-reply@localhost"


@pytest.mark.parametrize("known, said", [(True, "Marked as bounced."),
                                         (False, "No bounce of a mail of ours.")])
def test_the_command_of_the_pipe(cast, sent, known, said):
    done = CliRunner().invoke(
        portico, ["mail", "bounce", sent[1] if known else "bounces+x@example.com"],
        obj=lambda database: cast.app, input=DSN.format(to="x@example.com", **NEVER).encode())
    assert (done.exit_code, done.output.strip()) == (0, said)
    assert found(cast, sent[0]).state == ("failed" if known else "sent")

"""Previews and test mails: of real records, never with a credential, never holding others up."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from types import SimpleNamespace

import pytest

from billing.people.portal_link import PortalLink
from config.database import db
from mailers import password_changed
from mailers.delivery import deliver
from mailers.mail import Mail
from mailers.own_template import PATIENCE, OwnTemplate
from tests.mailers.test_press import HOSTILE
from tests.setup.pages import text
from tests.setup.test_mail_templates import LIST, RECEIPT, arrived, form, post, save  # noqa: F401

MANY = HOSTILE["many loops"]
SPOILT = "Sent with Portico's own words, since yours failed: None:None killed"
INVOICE = f"{LIST}/invoice/en"


def preview(visitor, path=RECEIPT, **changes):
    return text(visitor.post(f"{path}/preview", form(visitor, path, **changes)))


def put_in_force(cast, html, template="payment_receipt"):
    """Words that were never checked, as after a change of what is allowed."""
    with cast.within():
        db.session.add(OwnTemplate(template=template, language="en", number=1, html=html,
                                   subject="Own", text="Own", saved_by="Stan"))
        db.session.commit()


def test_the_preview_shows_the_newest_record_and_the_chosen_one(cast, stan):
    newest = re.search('id="record"[^>]* value="([^"]+)"', text(stan.get(RECEIPT)))[1]
    assert f"Shown with {newest}" in text(stan.get(f"{RECEIPT}/preview"))
    page = preview(stan, record="PAY-1")
    assert "Shown with PAY-1" in page and "Jane Miller" in page and "$300.00" in page
    page = preview(stan, INVOICE, record="INV-3", subject="Typed {{ invoice.invoice_id }}")
    assert "Typed INV-3" in page and "$200.00" in page
    assert "INV-2024-0917" in preview(stan, INVOICE, record="")


@pytest.mark.parametrize("key", ["INV-4", "NO-SUCH", "CANARY-initech-INV", "' or 1=1"])
def test_drafts_and_strangers_records_are_not_shown(cast, stan, key):
    page = preview(stan, INVOICE, record=key)
    assert f"There is no record “{key}”" in page and "<iframe" not in page


def test_the_preview_stands_in_a_frame_that_runs_nothing(cast, stan):
    page = text(stan.get(RECEIPT))
    assert f'src="{RECEIPT}/preview"' in page
    answer = stan.get(f"{RECEIPT}/preview")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy
    assert "form-action 'none'" in policy
    assert '<iframe class="letter" sandbox="" srcdoc="' in answer.get_data(as_text=True)


def test_the_preview_says_what_is_wrong(cast, stan):
    assert "HTML body: Line 1: Unknown placeholder: x" in preview(stan, html="{{ x }}")
    assert "Takes too long" in preview(stan, html="{{ action_url }}" + MANY)


@pytest.mark.parametrize("name", ["portal_invitation", "email_confirmation", "reset_password",
                                  "staff_invitation", "access_granted", "password_changed"])
def test_a_preview_mints_nothing(cast, stan, name):
    with cast.within():
        before = db.session.scalars(db.select(PortalLink.token_hash)).all()
    page = text(stan.get(f"{LIST}/{name}/de/preview"))
    assert "http://acme.localhost:8000/" in page and "<iframe" in page
    with cast.within():
        assert db.session.scalars(db.select(PortalLink.token_hash)).all() == before


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_examples_are_in_the_language_of_the_mail(cast, stan, language):
    page = text(stan.get(f"{LIST}/request_accepted/{language}/preview"))
    assert ("Our team has grown." in page) == (language == "en")


def test_a_test_goes_to_oneself_as_typed(cast, stan, post):  # noqa: F811
    sent = form(stan, record="PAY-1", subject="Draft {{ payment.payment_id }}", bcc="x@y.example")
    page = text(stan.post(f"{RECEIPT}/test", sent))
    assert "A test is on its way to stan@acme.example." in page and "Draft {{" in page
    with cast.within():
        mail = db.session.scalars(db.select(Mail)).one()
        deliver(mail)
        assert mail.state == "sent", mail.reason
        found = post.to(mail)
        assert not OwnTemplate.versions("payment_receipt", "en")
    assert found["Subject"] == "[Test] Draft PAY-1" and found.recipients == ["stan@acme.example"]
    assert "$300.00" in found.text


def test_a_test_lets_nobody_in(cast, stan, post):  # noqa: F811
    path = f"{LIST}/reset_password/en"
    stan.post(f"{path}/test", form(stan, path, record="CT-1"))
    with cast.within():
        mail = db.session.scalars(db.select(Mail)).one()
        deliver(mail)
        secret = re.search(r"/(\w[\w-]{42})\s", post.to(mail).text)[1]
        assert PortalLink.find(secret, "reset") is None
        assert not db.session.scalars(db.select(PortalLink)).all()


def test_a_test_of_what_cannot_be_is_not_sent(cast, stan):
    for wrong in ({"html": "{{ x }}"}, {"record": "NO-SUCH"}):
        answer = stan.post(f"{RECEIPT}/test", form(stan, **wrong))
        assert answer.status_code == 422
    with cast.within():
        assert not db.session.scalars(db.select(Mail)).all()


def test_a_mail_goes_out_even_when_its_words_fail(cast, stan, post):  # noqa: F811
    put_in_force(cast, "{{ payment.amount | slice: payment.amount }}")
    mail, state, reason = arrived(cast, post)
    assert state == "sent" and mail["Subject"].startswith("Receipt for")
    assert reason == "Sent with Portico's own words, since yours failed: html:1 value"
    with cast.within():
        assert OwnTemplate.newest("payment_receipt", "en").failures == 0


def test_words_that_ask_for_too_much_are_not_asked_for_ever(cast, stan, post):  # noqa: F811
    put_in_force(cast, MANY)
    for _ in range(PATIENCE):
        assert arrived(cast, post)[1:] == ("sent", SPOILT)
    assert arrived(cast, post)[1:] == ("sent", "")
    with cast.within():
        assert OwnTemplate.newest("payment_receipt", "en").failures == PATIENCE
    assert "yours failed too often in English" in text(stan.get(LIST))
    assert "failed too often" in text(stan.get(RECEIPT))
    save(stan, subject="Mended")
    assert arrived(cast, post)[0]["Subject"] == "Mended"


@contextmanager
def tried_over_and_over(cast, visit, times):
    """A company whose staff ask for what takes too long, that many at once, and again and again."""
    over = Event()

    def keep_trying(client, hostile):
        told = []
        while not over.is_set():
            told.append(text(client.post(f"{RECEIPT}/preview", hostile)))
        return told

    clients = [visit("acme").at_setup(cast.stan) for _ in range(times)]
    hostile = form(clients[0], html="{{ action_url }}" + MANY)
    with ThreadPoolExecutor(times) as threads:
        busy = [threads.submit(keep_trying, each, hostile) for each in clients]
        try:
            time.sleep(0.2)
            yield busy
            assert not any(each.done() for each in busy)
        finally:
            over.set()


def test_hostile_templates_of_one_company_do_not_hold_up_another(cast, visit):
    initech = visit("initech").at_setup(cast.initech_staff)
    with tried_over_and_over(cast, visit, 6) as busy:
        for _ in range(5):
            assert "<iframe" in text(initech.get(f"{RECEIPT}/preview"))
    said = [page for each in busy for page in each.result()]
    assert all("Takes too long" in page or "Try again in a moment" in page for page in said)
    assert any("Try again in a moment" in page for page in said)


def test_nor_do_they_hold_up_its_mails(cast, visit, post):  # noqa: F811
    with tried_over_and_over(cast, visit, 4), cast.within(cast.initech):
        mail = password_changed.write(SimpleNamespace(email="user@canary-initech.example"))
        db.session.commit()
        deliver(mail)
        assert (mail.state, mail.reason) == ("sent", "") and post.to(mail)


@pytest.mark.parametrize("verb", ["/preview", "/test", ""])
def test_no_transaction_is_open_while_the_press_works(cast, stan, verb):
    sent = form(stan, html="{{ action_url }}" + MANY, record="")
    busy = []
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(stan.post, f"{RECEIPT}{verb}", sent)
        time.sleep(0.5)
        while not asked.done():
            busy.append(db_connections(cast))
            time.sleep(0.05)
    assert "Takes too long" in text(asked.result(), 422 if verb != "/preview" else 200)
    assert busy and min(busy) == 0 and sorted(busy)[len(busy) // 2] == 0, busy


def db_connections(cast):
    """How many of the app's connections are in use."""
    with cast.app.app_context():
        return db.engine.pool.checkedout()

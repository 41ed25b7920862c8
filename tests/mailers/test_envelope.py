"""The mail around the letter."""

from types import SimpleNamespace

import pytest
from flask import g

from config.database import db
from mailers import envelope, password_changed
from mailers.delivery import deliver
from mailers.letter import Letter
from mailers.smtp import Refused
from tenants.profile import CompanyProfile

LETTER = Letter("Subject", "<p>" + "long " * 1000, "Text")


@pytest.fixture
def tenant(one_app):
    """A tenant in force, without its records."""
    with one_app.app_context():
        g.tenant = SimpleNamespace(name="Acme Cloud", support_email="support@acme.example")
        yield g.tenant


def enveloped(to="jane@atlas.example"):
    return envelope.message(LETTER, to, "<1@x>")


def test_it_comes_from_the_company_and_answers_go_to_its_support(notice, post):
    deliver(notice)
    arrived = post.to(notice)
    assert arrived["From"] == "Acme Cloud via Portico <no-reply@localhost>"
    assert arrived["Reply-To"] == "support@acme.example"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived.recipients == ["jane@atlas.example"]
    assert arrived["Message-ID"] == f"<{notice.mail_id}@localhost>"


def test_a_sandbox_says_so_in_the_subject(cast, post):
    with cast.within(cast.sandbox):
        from billing.people.portal_user import PortalUser

        mail = password_changed.write(PortalUser.named("user@canary-sandbox.example"))
        db.session.commit()
        deliver(mail)
        assert post.to(mail)["Subject"].startswith("[Sandbox] Your password")


def test_without_a_support_address_nothing_is_said_of_answers(tenant):
    tenant.support_email = ""
    assert enveloped()["Reply-To"] is None


def test_no_line_is_longer_than_mail_servers_take(tenant):
    assert max(map(len, enveloped().as_bytes().split(b"\r\n"))) < 998


NAMES = ["Acme, Inc.", 'The "Best" Co', "Grün & Söhne", "株式会社アクメ", "A\r\nBcc: evil@example.com",
         "x" * 300]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_of_a_company_is_one_name(tenant, name):
    tenant.name = name
    mail = enveloped()
    address = mail["From"].addresses[0]
    assert b"\r\nBcc" not in mail.as_bytes()
    assert address.display_name == f"{' '.join(name.split())} via Portico"
    assert address.addr_spec == "no-reply@localhost"


SEVERAL = ["", "jane", "a@b.example, c@d.example", "a@b.example\r\nBcc: x@y"]


@pytest.mark.parametrize("address", SEVERAL)
def test_what_is_not_one_address_is_refused(tenant, address):
    with pytest.raises(Refused):
        enveloped(address)


def test_a_host_in_another_script_is_written_as_servers_know_it(tenant):
    assert enveloped("info@bücher.example")["To"] == "info@xn--bcher-kva.example"


def test_the_address_to_send_from_is_a_setting(tenant, one_app, monkeypatch):
    monkeypatch.setitem(one_app.config, "MAIL_FROM", "bills@example.com")
    assert "<bills@example.com>" in enveloped()["From"]


def test_an_address_is_looked_up_by_the_company_s_name_for_it(notice, post):
    profile = db.session.scalar(db.select(CompanyProfile))
    profile.address1, profile.city = "1 Main St", "Boston"
    db.session.commit()
    deliver(notice)
    assert "1 Main St, Boston" in post.to(notice).text

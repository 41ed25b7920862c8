"""Letters with a link in them: minted as they go out, never kept (D11)."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from billing.people import access
from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from config import clock
from config.database import db
from mailers import invitation
from mailers.delivery import deliver


@pytest.fixture
def link(cast):
    """An invitation for Tom Reed of Atlas Orion, inside acme."""
    with cast.within():
        tom = db.session.scalar(db.select(Contact).filter_by(contact_id="CT-9"))
        link = PortalLink.issue("invitation", contact=tom)
        tom.access = "Pending"
        yield link


@pytest.fixture
def mail(link):
    mail = invitation.write(link)
    db.session.commit()
    return mail


def token(arrived):
    return re.search(r"/registration/([\w-]+)", arrived.text)[1]


def test_the_token_that_arrives_finds_its_link(mail, link, post):
    deliver(mail)
    found = PortalLink.find(token(post.to(mail)), "invitation")
    assert found.link_id == link.link_id
    assert found.usable


def test_the_token_is_nowhere_but_in_the_mail(mail, post, owner):
    deliver(mail)
    with db.engine.connect() as connection:
        connection.execute(text(f"set app.tenant_id = '{mail.tenant_id}'"))
        rows = [dict(row) for table in ("mail", "portal_link")
                for row in connection.execute(text(f"select * from {table}")).mappings()]
        connection.rollback()
    assert token(post.to(mail)) not in json.dumps(rows, default=repr)


def test_its_time_starts_when_it_is_sent(mail, link):
    with clock.travelled(hours=20):
        deliver(mail)
        assert mail.state == "sent"
        left = link.expires_at - clock.now()
    assert timedelta(hours=71, minutes=59) < left <= timedelta(hours=72)


def test_a_second_copy_kills_the_token_of_the_first(mail, post):
    deliver(mail)
    deliver(mail)
    second, first = post.copies(mail)
    assert PortalLink.find(token(first), "invitation") is None
    assert PortalLink.find(token(second), "invitation").usable


def revoked(link):
    access.resend(link.contact)


def used(link):
    link.mint()
    assert link.use_up()


def vanished(link):
    db.session.delete(link)


def disabled(link):
    access.disable(link.contact)


def readdressed(link):
    access.readdress(link.contact, "tom.reed@elsewhere.example")


def shut_out(link):
    link.contact.disable()


@pytest.mark.parametrize("change", [revoked, used, vanished, disabled, readdressed, shut_out])
def test_a_link_that_nobody_may_use_any_more_is_not_sent(mail, link, post, change):
    change(link)
    db.session.commit()
    deliver(mail)
    assert (mail.state, mail.due_at) == ("withdrawn", None)
    assert mail.reason
    assert not post.copies(mail)

"""Who gets in, and each refusal in its own words (A2 to A8, D2 to D6)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from billing.people import access
from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.expiry import expired
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser, PortalVisit
from config import clock
from config.database import db

DORA = "CT-4"


def contact(contact_id):
    return db.session.scalar(select(Contact).where(Contact.contact_id == contact_id))


def customer(customer_id):
    return db.session.scalar(select(Customer).where(Customer.customer_id == customer_id))


@pytest.fixture
def acme(cast):
    with cast.within():
        yield cast


@pytest.fixture
def dora(acme):
    """Billing contact of Delta Holding, never invited; the account's gate is closed."""
    return contact(DORA)


def invited(person):
    link = access.invite(person)
    return link, link.mint()


def test_a_fresh_invitation_is_pending_and_opens_the_gate(dora):
    link = access.invite(dora)
    assert (link.contact_id, link.purpose) == (DORA, "invitation")
    assert dora.access == "Pending"
    assert customer("C-1004").portal_enabled


def test_an_invitation_expires_to_the_second(dora):
    with clock.frozen(clock.now()):
        invited(dora)
        start = clock.now()
    with clock.frozen(start + timedelta(hours=72, seconds=-1)):
        assert expired([dora]) == set()
    with clock.frozen(start + timedelta(hours=72)):
        assert expired([dora]) == {DORA}


def test_a_resend_kills_the_older_link(dora):
    older, secret = invited(dora)
    newer = access.resend(dora)
    assert newer.link_id != older.link_id
    assert not PortalLink.find(secret, "invitation").usable
    assert expired([dora]) == set()


def test_only_pending_is_resent(dora):
    with pytest.raises(access.Refused, match="only while the Portal Status is Pending"):
        access.resend(dora)


def test_an_address_with_a_login_is_let_in_at_once(acme):
    tom = contact("CT-9")
    tom.email = "bruno@borealis.example"
    assert access.invite(tom) is tom
    assert (tom.access, tom.portal_user_id) == ("Enabled", acme.bruno)
    assert db.session.scalar(select(func.count(PortalLink.link_id))) == 0


def test_who_has_access_is_told_again_and_not_invited(acme):
    jane = contact("CT-1")
    assert access.invite(jane) is jane
    assert jane.access == "Enabled"


def test_a_login_that_never_confirmed_is_invited(dora):
    db.session.add(PortalUser(email=dora.email, password_hash="set"))
    db.session.flush()
    assert isinstance(access.invite(dora), PortalLink)
    assert dora.access == "Pending"


def test_a_login_of_another_address_stays_out(acme):
    jane = contact("CT-1")
    jane.email = "someone@atlas.example"
    assert isinstance(access.invite(jane), PortalLink)
    assert (jane.access, jane.portal_user_id) == ("Pending", None)


def test_grant_makes_a_login_without_a_password(dora):
    assert access.grant(dora) is dora
    login = PortalUser.named(dora.email)
    assert (login.password_hash, login.confirmed) == (None, False)
    assert (dora.access, dora.portal_user_id) == ("Pending", login.portal_user_id)
    assert customer("C-1004").portal_enabled
    assert expired([dora]) == set()


def test_grant_twice_keeps_one_login(dora):
    access.grant(dora)
    access.grant(dora)
    assert db.session.scalar(select(func.count()).where(PortalUser.email == dora.email)) == 1


def test_grant_to_a_login_is_access_at_once(acme):
    tom = contact("CT-9")
    tom.email = "bruno@borealis.example"
    access.grant(tom)
    assert tom.access == "Enabled"


def test_confirming_enables_who_waits_under_the_address(dora):
    other = contact("CT-6")
    other.email = dora.email
    access.grant(dora)
    _, secret = invited(other)
    access.confirm(PortalUser.named(dora.email))
    assert (dora.access, other.access) == ("Enabled", "Enabled")
    assert dora.portal_user_id == other.portal_user_id
    assert not PortalLink.find(secret, "invitation").usable


def test_confirming_leaves_who_was_shut_out(dora):
    access.grant(dora)
    access.disable(dora)
    access.confirm(PortalUser.named(dora.email))
    assert dora.access == "Disabled"


def test_disabling_kills_the_mailed_link(dora):
    _, secret = invited(dora)
    access.disable(dora)
    assert dora.access == "Disabled"
    assert not PortalLink.find(secret, "invitation").usable


def test_disabling_needs_access(dora):
    with pytest.raises(access.Refused, match="'Dora Hill' has no portal access"):
        access.disable(dora)


def test_re_enabling_gives_the_login_back(acme):
    jane = contact("CT-1")
    access.disable(jane)
    access.re_enable(jane)
    assert (jane.access, jane.portal_user_id) == ("Enabled", acme.jane)


def test_re_enabling_an_unproven_address_is_pending(dora):
    invited(dora)
    access.disable(dora)
    access.re_enable(dora)
    assert dora.access == "Pending"
    assert expired([dora]) == {DORA}


def test_re_enabling_needs_disabled(dora):
    with pytest.raises(access.Refused, match="'Dora Hill' is not disabled"):
        access.re_enable(dora)


@pytest.mark.parametrize("verb", [access.invite, access.grant])
def test_who_was_shut_out_comes_back_on_purpose_only(acme, verb):
    jane = contact("CT-1")
    access.disable(jane)
    with pytest.raises(access.Refused, match="Re-enable it instead"):
        verb(jane)
    assert jane.access == "Disabled"


def test_another_address_is_another_person(acme):
    jane, castor = contact("CT-1"), contact("CT-3")
    PortalVisit.begin(portal_user_id=acme.jane)
    db.session.flush()
    access.readdress(jane, "new@atlas.example")
    assert (jane.access, jane.portal_user_id) == ("Not invited", None)
    assert db.session.scalar(select(func.count(PortalVisit.visit_id))) == 0
    assert db.session.get(PortalUser, (acme.acme, acme.jane)).email == "jane@atlas.example"
    assert castor.access == "Enabled"


def test_the_same_address_changes_nothing(acme):
    jane = contact("CT-1")
    access.readdress(jane, jane.email)
    assert (jane.access, jane.portal_user_id) == ("Enabled", acme.jane)


def test_gates_leave_the_contacts_as_they_are(acme):
    both = [customer("C-1001"), customer("C-1003")]
    access.close_gates(both)
    assert [one.portal_status for one in both] == ["Disabled", "Disabled"]
    assert contact("CT-1").access == "Enabled"
    access.open_gates(both)
    assert [one.portal_status for one in both] == ["Enabled", "Enabled"]

"""A mailed link proves its reader once, within its time, at its own tenant (D11, R1, R2, R5)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text

from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from config import clock
from config.database import db
from tenants.staff_link import StaffLink

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)


def issued(cast, purpose="reset"):
    """The token of a link to Jane, minted at noon."""
    with cast.within(), clock.frozen(NOON):
        if purpose == "invitation":
            contact = db.session.scalars(select(Contact).where(Contact.contact_id == "CT-9")).one()
            link = PortalLink.issue(purpose, contact=contact)
        else:
            user = db.session.get(PortalUser, (cast.acme, cast.jane))
            link = PortalLink.issue(purpose, portal_user=user)
        token = link.mint()
        db.session.commit()
    return token


def test_only_the_hash_is_stored_and_only_when_the_mail_is_sent(cast):
    with cast.within():
        user = db.session.get(PortalUser, (cast.acme, cast.jane))
        link = PortalLink.issue("reset", portal_user=user)
        assert link.token_hash is None
        token = link.mint()
        db.session.flush()
        row = db.session.scalar(text("select l::text from portal_link l"))
        assert len(token) >= 43 and token not in row and len(link.token_hash) == 32


@pytest.mark.parametrize(("purpose", "hours"),
                         [("invitation", 72), ("confirmation", 72), ("reset", 1)])
def test_a_link_is_good_to_the_second(cast, purpose, hours):
    token = issued(cast, purpose)
    for seconds, good in ((-1, True), (0, False), (1, False)):
        with cast.within(), clock.frozen(NOON + timedelta(hours=hours, seconds=seconds)):
            link = PortalLink.find(token, purpose)
            assert (link.usable, link.expired) == (good, not good)
            assert link.use_up() is good
            db.session.rollback()


def test_a_link_is_for_its_purpose_and_tenant_alone(cast):
    token = issued(cast)
    with cast.within():
        assert PortalLink.find(token, "confirmation") is None
        assert PortalLink.find(token + "x", "reset") is None
        assert StaffLink.find(token, "reset") is None
    for other in (cast.initech, cast.sandbox):
        with cast.within(other):
            assert PortalLink.find(token, "reset") is None


def test_a_new_link_kills_the_older(cast):
    old, new = issued(cast), issued(cast)
    with cast.within(), clock.frozen(NOON):
        assert not PortalLink.find(old, "reset").usable
        assert not PortalLink.find(old, "reset").use_up()
        assert PortalLink.find(new, "reset").usable


def test_twenty_readers_at_once_and_one_gets_in(cast):
    token = issued(cast)

    def use(_):
        with cast.within():
            used = PortalLink.find(token, "reset").use_up()
            db.session.commit()
            return used

    with clock.frozen(NOON), ThreadPoolExecutor(8) as readers:
        assert sorted(readers.map(use, range(20))) == [False] * 19 + [True]


@pytest.mark.parametrize("purpose", ["invitation", "confirmation", "reset"])
def test_opening_the_page_however_often_uses_nothing_up(cast, visit, purpose):
    token = issued(cast, purpose)
    if purpose == "invitation":
        with cast.within():
            db.session.scalars(select(Contact).where(Contact.contact_id == "CT-9")).one().access = (
                "Pending")
            db.session.commit()
    page = {"invitation": "registration", "reset": "password"}.get(purpose, purpose)
    with clock.frozen(NOON):
        for reader in (visit("acme").get, visit("acme").head) * 5:
            assert reader(f"/portal/{page}/{token}").status_code == 200
        with cast.within():
            assert PortalLink.find(token, purpose).usable
        for other in ("initech", "acme-sandbox"):
            assert visit(other).get(f"/portal/{page}/{token}").status_code == 410

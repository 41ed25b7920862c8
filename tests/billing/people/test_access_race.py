"""Several presses of one button at the same moment (A2, A4)."""

import threading

import pytest
from sqlalchemy import func, select

from billing.people import access
from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from config.database import db

PRESSES = 6


def at_once(cast, verb, contact_ids):
    """Each press in a thread of its own; what went wrong in any of them."""
    start, failures = threading.Barrier(len(contact_ids)), []

    def press(contact_id):
        try:
            start.wait()
            with cast.within():
                verb(db.session.get(Contact, (cast.acme, contact_id)))
                db.session.commit()
        except Exception as error:  # noqa: BLE001 - told by the test
            failures.append(error)

    threads = [threading.Thread(target=press, args=(one,)) for one in contact_ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def test_one_invitation_stays_good(cast):
    assert at_once(cast, access.invite, ["CT-4"] * PRESSES) == []
    with cast.within():
        good = select(func.count()).where(PortalLink.revoked_at.is_(None))
        assert db.session.scalar(good.where(PortalLink.contact_id == "CT-4")) == 1


@pytest.mark.parametrize("contact_ids", [["CT-4"] * PRESSES, ["CT-4", "CT-6"] * 3])
def test_one_login_is_made(cast, contact_ids):
    with cast.within():
        for contact_id in set(contact_ids):
            db.session.get(Contact, (cast.acme, contact_id)).email = "both@delta.example"
        db.session.commit()
    assert at_once(cast, access.grant, contact_ids) == []
    with cast.within():
        same = select(func.count()).where(PortalUser.email == "both@delta.example")
        assert db.session.scalar(same) == 1

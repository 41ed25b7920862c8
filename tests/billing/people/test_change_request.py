"""Asking, withdrawing and deciding: each request ends once, and nobody decides unseen (P21)."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from billing.people import pending, refusal
from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db
from tenants.staff import Staff

WISH = {"city": "Salem", "tax_id": "DE 123"}


@pytest.fixture
def atlas(cast):
    """Atlas Orion, within a unit of work of its tenant."""
    with cast.within():
        yield db.session.scalar(select(Customer).where(Customer.customer_id == "C-1001"))


def by(cast):
    return SimpleNamespace(portal_user_id=cast.jane, contact_name="Jane Miller")


def stan():
    return db.session.scalar(select(Staff).where(Staff.name == "Stan Baker"))


def ask(cast, atlas, asked=WISH, **more):
    request = ChangeRequest.ask("Billing details", atlas, asked, by(cast), **more)
    db.session.commit()
    return request


def test_it_keeps_what_stood_and_changes_nothing(cast, atlas):
    request = ask(cast, atlas, note="We moved")
    assert (request.request_id, request.state, request.asked_by) == (
        "RQ-1001", "Pending", "Jane Miller")
    assert request.before == {"city": "", "tax_id": ""} and request.asked == WISH
    assert (atlas.billing_contact.city, atlas.tax_id) == ("", "")


def test_accepting_writes_address_and_numbers(cast, atlas):
    request = ask(cast, atlas, {**WISH, "purchase_order": "PO-7"})
    request.accept(stan(), request.stamp, "Done")
    db.session.commit()
    db.session.expire_all()
    assert (atlas.billing_contact.city, atlas.tax_id, atlas.purchase_order) == (
        "Salem", "DE 123", "PO-7")
    assert (request.state, request.reason, request.decided_by) == ("Accepted", "Done", "Stan Baker")
    assert request.closed_at and request.staff_id == cast.stan


def test_declining_asks_for_a_reason_and_writes_nothing(cast, atlas):
    request = ask(cast, atlas)
    with pytest.raises(pending.NoReason):
        request.decline(stan(), "")
    assert request.state == "Pending"
    request.decline(stan(), "Not the address of the contract")
    db.session.commit()
    assert (request.state, atlas.tax_id) == ("Declined", "")


@pytest.mark.parametrize("end", ["accept", "decline", "withdraw"])
def test_what_is_decided_stays_so(cast, atlas, end):
    request = ask(cast, atlas)
    request.decline(stan(), "No")
    db.session.commit()
    with pytest.raises(pending.Decided, match="Stan Baker has decided"):
        finish(request, end)
    assert (request.state, atlas.tax_id) == ("Declined", "")


@pytest.mark.parametrize("end", ["accept", "decline", "withdraw"])
def test_what_was_withdrawn_says_so(cast, atlas, end):
    request = ask(cast, atlas)
    request.withdraw()
    db.session.commit()
    with pytest.raises(pending.Withdrawn):
        finish(request, end)
    assert atlas.tax_id == ""


def finish(request, end):
    given = {"accept": (stan(), request.stamp), "decline": (stan(), "No"), "withdraw": ()}
    getattr(request, end)(*given[end])


def test_a_second_takes_the_place_of_the_first(cast, atlas):
    first = ask(cast, atlas)
    second = ask(cast, atlas, {"city": "Lynn"})
    assert (first.state, second.state) == ("Withdrawn", "Pending")
    assert ChangeRequest.newest("C-1001", None) == [second, first]
    assert ChangeRequest.waiting("C-1001") is second


def test_the_same_twice_is_one(cast, atlas):
    first = ask(cast, atlas, note="We moved")
    assert ask(cast, atlas, note="We moved") is None
    assert ask(cast, atlas, note="We moved again").request_id == "RQ-1002"
    assert first.state == "Withdrawn"


def test_the_database_keeps_it_at_one(cast, atlas):
    ask(cast, atlas)
    db.session.add(ChangeRequest(
        request_id="RQ-9", customer_id="C-1001", kind="Billing details", asked={}, before={},
        portal_user_id=cast.jane, asked_by="Jane Miller"))
    with pytest.raises(IntegrityError, match="uq_change_request_pending"):
        db.session.flush()


def test_what_changed_since_it_was_asked_is_named(cast, atlas):
    request = ask(cast, atlas)
    assert request.overtaken == set()
    atlas.tax_id = "DE 999"
    db.session.commit()
    assert request.overtaken == {"tax_id"}


def test_what_changed_since_staff_looked_is_not_written_over(cast, atlas):
    request = ask(cast, atlas)
    seen = request.stamp
    atlas.billing_contact.city = "Boston"
    db.session.commit()
    with pytest.raises(pending.Overtaken):
        request.accept(stan(), seen)
    db.session.rollback()
    assert (request.state, atlas.billing_contact.city) == ("Pending", "Boston")
    request.accept(stan(), request.stamp)
    assert atlas.billing_contact.city == "Salem"


def test_an_address_needs_somebody_who_has_it(cast, atlas):
    request = ask(cast, atlas)
    atlas.billing_contact_id = None
    db.session.commit()
    assert request.now() == {"city": "", "tax_id": ""}
    with pytest.raises(refusal.NoBillingContact):
        request.accept(stan(), request.stamp)
    assert db.session.get(Contact, (cast.acme, "CT-1")).city == ""

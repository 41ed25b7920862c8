"""What customers ask for is decided by the system that bills them, exactly once (D19, P21)."""

from types import SimpleNamespace

import pytest

from billing.ledger.subscription import Subscription
from billing.people.change_request import ChangeRequest
from config.database import db
from mailers.mail import Mail
from tests.api.test_customers import faults


@pytest.fixture
def request_id(cast):
    """Jane asks for twelve seats in place of ten."""
    with cast.within():
        subject = db.session.get(Subscription, (cast.acme, "SUB-1"))
        by = SimpleNamespace(portal_user_id=cast.jane, contact_name="Jane Miller")
        asked = ChangeRequest.ask("Quantity", subject, {"L-1": "12"}, by, note="Two more")
        db.session.commit()
        return asked.request_id


def letters(cast):
    with cast.within():
        return [(each.template, each.recipient) for each in db.session.scalars(db.select(Mail))]


def test_a_program_accepts_and_the_asker_is_told(program, cast, request_id):
    listed = program.get("/change_requests", query_string={"state": "Pending"}).json["data"]
    assert [each["request_id"] for each in listed] == [request_id]
    assert listed[0].items() >= {"asked": {"L-1": "12"}, "before": {"L-1": "10"},
                                 "subscription_id": "SUB-1", "state": "Pending"}.items()
    answer = program.post(f"/change_requests/{request_id}/accept", json={})
    assert answer.json.items() >= {"state": "Accepted", "decided_by": "tests"}.items()
    assert letters(cast) == [("request_accepted", "jane@atlas.example")]
    again = program.post(f"/change_requests/{request_id}/decline", json={"reason": "No"})
    assert again.status_code == 409 and "tests" in again.json["detail"]


def test_who_declines_says_why(program, cast, request_id):
    address = f"/change_requests/{request_id}/decline"
    assert program.post(address, json={}).status_code == 422
    assert set(faults(program.post(address, json={"reason": 5}))) == {"/reason"}
    answer = program.post(address, json={"reason": "Not\nthis year"})
    assert answer.json["state"] == "Declined"
    assert program.get(f"/change_requests/{request_id}").json == answer.json
    assert letters(cast) == [("request_declined", "jane@atlas.example")]

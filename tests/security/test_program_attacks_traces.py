"""What a program was answered about somebody's wishes tells nothing once the person is erased."""

from sqlalchemy import select

from billing.people import erasure
from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from config.database import db
from tenants.idempotent_answer import IdempotentAnswer
from tests.api.program import Program


def test_an_answer_to_a_wish_goes_with_who_wished(cast, app):
    """It names the asker and the address, and neither the contact's id nor its mail address."""
    program = Program(app, "acme", "acme-key")
    with cast.within():
        for key, customer_id, name, user in (("RQ-8", "C-1001", "Jane Miller", cast.jane),
                                             ("RQ-10", "C-1004", "Dora Hill", cast.bruno)):
            db.session.add(ChangeRequest(
                request_id=key, customer_id=customer_id, kind="Billing details", asked_by=name,
                asked={"city": "Salem"}, before={"city": "Ghent"}, portal_user_id=user))
        db.session.commit()
    for key in ("RQ-8", "RQ-10"):
        told = program.post(f"/change_requests/{key}/decline", json={"reason": "no"},
                            headers={"Idempotency-Key": key})
        assert told.status_code == 200, told.text
    with cast.within():
        erasure.erase(db.session.get_one(Contact, (cast.acme, "CT-1")))
        db.session.commit()
        kept = dict(db.session.execute(
            select(IdempotentAnswer.idempotency_key, IdempotentAnswer.answer)).all())
    assert kept["RQ-8"] == "{}" and "Salem" in kept["RQ-10"]

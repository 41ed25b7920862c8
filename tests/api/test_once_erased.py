"""What programs were answered about a person is erased with the person (S16, I4)."""

from sqlalchemy import select

from billing.people import erasure
from billing.people.contact import Contact
from config.database import db
from tenants.idempotent_answer import IdempotentAnswer

ADA = {"contact_id": "CT-77", "customer_id": "C-1001", "display_name": "Ada Quist",
       "email": "ada@quickstart.example"}


def test_an_answer_tells_nothing_of_who_was_erased(program, cast):
    for key, body in (("k-1", ADA), ("k-2", {**ADA, "contact_id": "CT-78", "email": ""})):
        made = program.post("/contacts", json=body, headers={"Idempotency-Key": key})
        assert made.status_code == 201
    with cast.within():
        erasure.erase(db.session.get_one(Contact, (cast.acme, "CT-77")))
        db.session.commit()
        kept = dict(db.session.execute(
            select(IdempotentAnswer.idempotency_key, IdempotentAnswer.answer)).all())
    assert kept["k-1"] == "{}" and "CT-78" in kept["k-2"]
    again = program.post("/contacts", json=ADA, headers={"Idempotency-Key": "k-1"})
    assert (again.status_code, again.json) == (201, {})

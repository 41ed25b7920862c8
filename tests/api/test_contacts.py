"""Contacts are made, replaced and changed by programs; who gets in stays with invitations (I2)."""

import pytest
from sqlalchemy import select

from billing.people import erasure
from billing.people.contact import Contact
from config.database import db
from tests.api.test_customers import faults

NEW = {"contact_id": "N-1", "customer_id": "C-1001", "display_name": "Nina Novak",
       "email": "nina@atlas.example"}


def test_a_contact_is_made_and_not_invited(program):
    made = program.post("/contacts", json=NEW)
    assert made.status_code == 201
    assert made.json.items() >= {**NEW, "access": "Not invited", "portal_allowed": True,
                                 "portal_role": "Payer"}.items()
    assert made.json == program.get("/contacts/N-1").json


def test_a_list_may_be_of_one_customer(program):
    listed = program.get("/contacts", query_string={"customer_id": "C-1001"}).json["data"]
    assert [each["contact_id"] for each in listed] == ["CT-1", "CT-9"]
    records, _ = program.walk("/contacts", 3)
    assert len(records) == 7


def test_the_billing_contact_that_comes_after_its_customer_is_an_owner(program):
    program.put("/customers/N-9", json={"name": "N", "currency": "USD",
                                        "billing_contact_id": "N-1"})
    made = program.put("/contacts/N-1", json={**NEW, "customer_id": "N-9"})
    assert (made.status_code, made.json["portal_role"]) == (201, "Owner")


def test_another_address_ends_access_and_leaves_the_login(program, cast, visit):
    bruno = visit("acme").at_portal(cast.bruno)
    answer = program.patch("/contacts/CT-2", json={"email": "other@borealis.example"})
    assert answer.json["access"] == "Not invited"
    assert bruno.get("/portal/invoices").status_code == 302


def test_replacing_keeps_access_and_what_is_left_out_of_it(program, cast):
    before = program.get("/contacts/CT-2").json
    after = program.put("/contacts/CT-2", json={
        "customer_id": "C-1002", "display_name": "Bruno B", "email": before["email"]}).json
    kept = ("access", "portal_role", "portal_allowed", "email")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert (after["first_name"], after["display_name"]) == ("", "Bruno B")


WRONG = (
    ("email", "Nina@atlas.example"), ("email", "a@b.example, c@d.example"), ("email", "nina"),
    ("customer_id", "nobody"), ("customer_id", ""), ("display_name", ""), ("portal_role", "Boss"),
    ("surname", "X"),
)


@pytest.mark.parametrize("name, value", WRONG)
def test_a_field_that_cannot_be_is_pointed_at(program, name, value):
    assert set(faults(program.post("/contacts", json={**NEW, name: value}))) == {f"/{name}"}


def test_a_contact_does_not_move_to_another_customer(program):
    found = faults(program.patch("/contacts/CT-9", json={"customer_id": "C-1002"}))
    assert set(found) == {"/customer_id"}


def test_access_is_only_shown(program):
    assert program.patch("/contacts/CT-9", json={"access": "Enabled"}).json["access"] == (
        "Not invited")


def test_who_is_erased_stays_erased(program, cast):
    with cast.within():
        erasure.erase(db.session.scalars(select(Contact).where(Contact.contact_id == "CT-9")).one())
        db.session.commit()
    answer = program.put("/contacts/CT-9", json={**NEW, "contact_id": "CT-9"})
    assert answer.status_code == 422 and "erased" in answer.json["detail"]


def test_the_first_to_get_the_bills_is_an_owner_however_late(program):
    program.post("/customers", json={"customer_id": "N-1", "name": "Nova", "currency": "EUR"})
    for key in ("NT-1", "NT-2"):
        program.post("/contacts", json={"contact_id": key, "customer_id": "N-1",
                                        "display_name": key, "email": "ned@nova.example"})
        named = program.patch("/customers/N-1", json={"billing_contact_id": key})
        assert named.status_code == 200, named.text
        assert named.json["updated_by"] == named.json["created_by"] != ""
    roles = [program.get(f"/contacts/{key}").json["portal_role"] for key in ("NT-1", "NT-2")]
    assert roles == ["Owner", "Payer"]

"""Programs invite people to the portal and end their access, as staff do (I3, A3 to A7)."""

from sqlalchemy import select

from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db
from mailers.mail import Mail
from tenants.api_key import ApiKey


def invite(program, *rows, **more):
    return program.post("/portal_invitations", json={"invitations": list(rows), **more})


def of_customers(*ids):
    return [{"customer_id": each} for each in ids]


def mails(cast):
    with cast.within():
        found = db.session.scalars(select(Mail))
        return sorted((each.template, each.recipient) for each in found)


def access(cast, contact_id):
    with cast.within():
        return db.session.get_one(Contact, (cast.acme, contact_id)).access


def test_each_row_is_told_its_fate(program, cast):
    answer = invite(program, *of_customers("C-1004", "C-1005", "C-1001", "C-9999", "C-1004"),
                    {"contact_id": "CT-9"})
    assert answer.status_code == 200, answer.json
    told = answer.json
    assert [each["outcome"] for each in told["data"]] == [
        "invited", "refused", "refused", "refused", "duplicate", "invited"]
    assert told["data"][1]["reason"] == (
        "'Delta North' bills to its parent. Invite the parent 'Delta Holding' instead.")
    assert (told["invited"], told["refused"], told["duplicate"]) == (2, 3, 1)
    assert mails(cast) == [("portal_invitation", "dora@c-1004.example"),
                           ("portal_invitation", "tom@atlas.example")]
    assert access(cast, "CT-9") == "Pending"


def test_a_dry_run_tells_and_does_nothing(program, cast):
    answer = invite(program, *of_customers("C-1004", "C-1005"), dry_run=True)
    assert answer.json["dry_run"] is True and answer.json["invited"] == 1
    assert mails(cast) == [] and access(cast, "CT-4") == "Not invited"


def test_every_rule_stands_here_too(program, cast):
    """Each as a contact or a customer that breaks it alone (A3)."""
    broken = {
        "Please enable the Email Delivery Preference": ("C-1004", "delivery_preferences",
                                                        {"email": False}),
        "has no billing contact": ("C-1004", "billing_contact_id", None),
        "is inactive": ("C-1004", "status", "Inactive"),
        "may not use the Customer Portal": ("CT-4", "portal_allowed", False),
        "has no e-mail address": ("CT-4", "email", ""),
        "more than one e-mail address": ("CT-4", "email", "a@b.example,c@d.example"),
        "is not valid": ("CT-4", "email", "dora"),
        "lower case": ("CT-4", "email", "Dora@c-1004.example"),
        "Re-enable it instead": ("CT-4", "access", "Disabled"),
    }
    for words, (key, name, value) in broken.items():
        before = change(cast, key, name, value)
        row, = invite(program, *of_customers("C-1004")).json["data"]
        assert row["outcome"] == "refused" and words in row["reason"], row
        change(cast, key, name, before)
    assert mails(cast) == []


def change(cast, key, name, value):
    kind = Contact if key.startswith("CT") else Customer
    with cast.within():
        record = db.session.get_one(kind, (cast.acme, key))
        before = getattr(record, name)
        setattr(record, name, value)
        db.session.commit()
    return before


def test_a_thousand_are_taken_and_one_more_is_not(program):
    most = of_customers(*(f"X-{number}" for number in range(1_000)))
    assert invite(program, *most, dry_run=True).json["refused"] == 1_000
    answer = invite(program, *most, *of_customers("C-1004"))
    assert (answer.status_code, answer.content_type) == (413, "application/problem+json")


def test_a_row_names_one_customer_or_one_contact(program):
    answer = invite(program, {"customer_id": "C-1004", "contact_id": "CT-4"}, {})
    assert answer.status_code == 422
    assert {each["pointer"] for each in answer.json["errors"]} == {
        "/invitations/0", "/invitations/1"}
    assert invite(program).status_code == 422


def test_it_needs_a_key_that_may_invite(program, cast):
    with cast.within():
        ApiKey.issue("writer", ["read", "write"], "writer-key")
        db.session.commit()
    program.headers = {"Authorization": "Bearer writer-key"}
    for path in ("/portal_invitations", "/contacts/CT-4/portal_access/grant",
                 "/customers/C-1004/portal_access/disable"):
        assert program.post(path, json={}).status_code == 403
    assert access(cast, "CT-4") == "Not invited"


def act(program, of, verb):
    return program.post(f"/{of}/portal_access/{verb}")


def test_a_contact_is_let_in_shut_out_and_let_in_again(program, cast):
    assert act(program, "contacts/CT-9", "grant").json["access"] == "Pending"
    assert act(program, "contacts/CT-9", "resend").json["access"] == "Pending"
    assert act(program, "contacts/CT-9", "disable").json["access"] == "Disabled"
    refused = act(program, "contacts/CT-9", "grant")
    assert refused.status_code == 422 and "Re-enable it instead" in refused.json["detail"]
    assert act(program, "contacts/CT-9", "re-enable").json["access"] == "Pending"
    assert [template for template, _ in mails(cast)] == ["access_granted", "portal_invitation"]


def test_who_is_shut_out_is_out_at_the_next_request(program, jane):
    assert jane.get("/portal/invoices/INV-2").status_code == 200
    assert act(program, "contacts/CT-1", "disable").json["access"] == "Disabled"
    assert jane.get("/portal/invoices/INV-2").status_code == 404


def test_an_account_is_opened_and_closed(program):
    assert act(program, "customers/C-1004", "enable").json["portal_enabled"] is True
    granted = act(program, "customers/C-1004", "grant")
    assert granted.json["contact_id"] == "CT-4"
    closed = act(program, "customers/C-1004", "disable").json
    assert (closed["portal_enabled"], closed["portal_status"]) == (False, "Disabled")


def test_a_neighbours_people_are_nobody(program):
    for of in ("contacts/CT-7", "customers/C-7001"):
        for verb in ("grant", "disable"):
            assert act(program, of, verb).status_code == 404

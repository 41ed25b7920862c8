"""“API Keys”: made, shown once, told apart, revoked (S1, I1)."""

import re

import pytest
from sqlalchemy import select, update

from config import clock
from config.database import db
from setup import api_keys
from tenants.api_key import ApiKey
from tenants.audit_entry import AuditEntry
from tenants.role import Role


def text(answer):
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def made(visitor, **sent):
    """The secret of a new key."""
    page = text(visitor.post("/setup/api-keys", {"name": "Ledger", "scope": "read", **sent}))
    return re.search(r'value="(pk_[^"]+)"', page)[1]


def asked(visit, secret, **options):
    return visit("acme").get("/api/v1/customers",
                             headers={"Authorization": f"Bearer {secret}"}, **options)


def test_a_key_opens_what_it_is_for_and_is_shown_once(stan, visit, cast):
    secret = made(stan)
    assert secret.startswith("pk_live_") and asked(visit, secret).status_code == 200
    page = text(stan.get("/setup/api-keys"))
    assert secret not in page and secret[:12] in page and "Ledger" in page
    with cast.within():
        key = db.session.scalars(select(ApiKey).where(ApiKey.name == "Ledger")).one()
        assert secret.encode() not in key.token_hash and key.created_by == "Stan Baker"
        assert secret not in str([line.changes for line in db.session.scalars(
            select(AuditEntry).where(AuditEntry.record_kind == "api_key"))])


def test_a_sandboxes_keys_say_so(cast, visit):
    with cast.within(cast.sandbox):
        staff = cast.sandbox_staff
    grace = visit("acme-sandbox").at_setup(staff)
    assert made(grace).startswith("pk_sandbox_")


def test_a_key_does_no_more_than_its_scopes(stan, visit):
    assert asked(visit, made(stan, scope="invite")).status_code == 403


def test_use_is_remembered_to_the_minute(stan, visit, cast):
    secret = made(stan)
    assert ">Never<" in text(stan.get("/setup/api-keys"))

    def used():
        with cast.within():
            return db.session.scalar(
                select(ApiKey.last_used_at).where(ApiKey.name == "Ledger"))

    asked(visit, secret)
    first = used()
    asked(visit, secret)
    assert first and used() == first
    with clock.travelled(minutes=2):
        asked(visit, secret)
    assert used() > first


@pytest.mark.parametrize("sent, words", [
    ({"name": " ", "scope": "read"}, "Enter a name"),
    ({"name": "x" * 101, "scope": "read"}, "100 characters"),
    ({"name": "Ledger"}, "Tick one or more"), ({"name": "Ledger", "scope": "all"}, "Tick one"),
])
def test_what_is_wrong_is_told_and_nothing_made(stan, cast, sent, words):
    answer = stan.post("/setup/api-keys", sent)
    assert answer.status_code == 422 and words in answer.get_data(as_text=True)
    with cast.within():
        assert not db.session.scalars(select(ApiKey).where(ApiKey.name == "Ledger")).all()


def test_a_revoked_key_opens_nothing(stan, visit, cast):
    secret = made(stan)
    with cast.within():
        key = db.session.scalars(select(ApiKey).where(ApiKey.name == "Ledger")).one().api_key_id
    assert "shut out at once" in text(stan.get(f"/setup/api-keys/{key}/revoke"))
    assert asked(visit, secret).status_code == 200
    stan.post(f"/setup/api-keys/{key}/revoke")
    assert asked(visit, secret).status_code == 401
    assert ">Revoked<" in text(stan.get("/setup/api-keys"))


def test_a_neighbours_key_is_nobodys(stan, cast):
    with cast.within(cast.initech):
        key, _secret = ApiKey.mint("CANARY", ["read"], False, "")
        db.session.commit()
        key_id = key.api_key_id
    assert "CANARY" not in text(stan.get("/setup/api-keys"))
    assert stan.get(f"/setup/api-keys/{key_id}/revoke").status_code == 404
    assert stan.post(f"/setup/api-keys/{key_id}/revoke").status_code == 404


def test_rights(cast, visit):
    with cast.within():
        db.session.execute(update(Role).values(rights={"Setup": ["List"]}))
        db.session.commit()
    vera = visit("acme").at_setup(cast.vera)
    assert "New key" not in text(vera.get("/setup/api-keys"))
    assert vera.post("/setup/api-keys", {"name": "x", "scope": "read"}).status_code == 403
    assert vera.get("/setup/api-keys/1/revoke").status_code == 403


def test_every_key_in_force_is_listed(stan, cast):
    """The list ends somewhere, so the keys do before."""
    with cast.within():
        for n in range(api_keys.MOST - api_keys.ApiKey.in_force(api_keys.MOST)):
            ApiKey.mint(f"Program {n}", ["read"], False, "Stan Baker")
        db.session.commit()
    page = stan.post("/setup/api-keys", {"name": "One more", "scope": "read"})
    assert page.status_code == 422 and "Revoke one that is not needed first." in page.text
    assert page.text.count(">In force<") == api_keys.MOST
    with cast.within():
        db.session.scalars(select(ApiKey).where(ApiKey.name == "Program 0")).one().revoke()
        db.session.commit()
    made(stan)

"""The audit log's pen: who, what, before and after, and rights that let nobody change it (S13)."""

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import ProgrammingError

from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db
from tenants import audit
from tenants.actor import Actor
from tenants.api_key import ApiKey
from tenants.audit_entry import AuditEntry
from tenants.staff import Staff


def entries(**wanted):
    query = select(AuditEntry).filter_by(**wanted).order_by(AuditEntry.audit_entry_id)
    return db.session.scalars(query).all()


def customer(key="C-1001"):
    return db.session.scalars(select(Customer).where(Customer.customer_id == key)).one()


@pytest.fixture
def since(cast):
    """What was noted before the test began is not counted."""
    with cast.within():
        return db.session.scalar(select(db.func.max(AuditEntry.audit_entry_id))) or 0


def test_a_change_tells_each_field_before_and_after(cast):
    with cast.within():
        found = customer()
        found.name, found.payment_terms = "Atlas Orion Ltd.", found.payment_terms
        db.session.commit()
        entry = entries(verb="change", record_kind="customer")[-1]
        assert entry.changes == {"name": ["Atlas Orion", "Atlas Orion Ltd."]}
        assert (entry.record_id, entry.customer_id) == ("C-1001", "C-1001")
        assert (entry.actor_kind, entry.address) == ("system", "")


def test_a_rollback_takes_the_line_along(cast):
    with cast.within():
        customer().name = "Nobody"
        db.session.flush()
        assert entries(verb="change", record_id="C-1001")
        db.session.rollback()
        assert not entries(verb="change", record_id="C-1001")


def test_a_change_that_changes_nothing_is_not_told(cast):
    with cast.within():
        found = customer()
        found.name = str(found.name)
        db.session.commit()
        assert not entries(verb="change", record_id="C-1001")


def test_a_new_record_is_told_with_the_id_that_the_database_gave(cast):
    with cast.within():
        key, secret = ApiKey.mint("Ledger", ["read"], False, "Stan")
        db.session.commit()
        entry = entries(verb="create", record_kind="api_key")[-1]
        assert entry.record_id == str(key.api_key_id)
        assert entry.changes["name"] == [None, "Ledger"]
        assert entry.changes["token_hash"] == [None, "•••"]
        assert secret not in str(entry.changes)


def test_of_a_secret_only_the_change_is_told(cast):
    with cast.within():
        person = db.session.scalars(select(Staff).where(Staff.staff_id == cast.stan)).one()
        before = person.password_hash
        person.set_password("another rather long password")
        db.session.commit()
        entry = entries(verb="change", record_kind="staff")[-1]
        assert entry.changes == {"password_hash": ["•••", "•••"]}
        assert before not in str(entry.changes) and person.password_hash not in str(entry.changes)


def test_a_long_text_is_cut(cast):
    with cast.within():
        customer().description = "x" * 5000
        db.session.commit()
        told = entries(verb="change", record_id="C-1001")[-1].changes["description"][1]
        assert told == "x" * 2000 + "…"


def test_what_goes_by_is_not_told(cast):
    """Visits, mails, and dates that every change moves."""
    with cast.within():
        kinds = set(db.session.scalars(select(AuditEntry.record_kind)))
        assert kinds and not kinds & {"staff_visit", "portal_visit", "mail", "invoice_line"}
        fields = {name for entry in entries() for name in entry.changes}
        assert not fields & {"updated_date", "created_date", "tenant_id", "seen_at"}


def test_a_note_is_of_the_actor_who_is_given(cast):
    with cast.within():
        audit.note("sign in", by=Actor("staff", "7", "Grace"), reason="test")
        db.session.commit()
        entry = entries(verb="sign in")[-1]
        assert (entry.actor_kind, entry.actor_id, entry.actor) == ("staff", "7", "Grace")
        assert entry.facts == {"reason": "test"}


def test_a_contact_names_its_customer(cast):
    with cast.within():
        contact = db.session.scalars(select(Contact).where(Contact.contact_id == "CT-1")).one()
        contact.job_title = "Head of Books"
        db.session.commit()
        entry = entries(verb="change", record_kind="contact")[-1]
        assert (entry.record_id, entry.customer_id) == ("CT-1", "C-1001")


@pytest.mark.parametrize("role", ["DATABASE_URL", "DATABASE_OPS_URL"])
@pytest.mark.parametrize("statement", [
    "update audit_entry set actor = 'nobody'", "delete from audit_entry", "truncate audit_entry",
    "alter table audit_entry disable row level security", "drop table audit_entry",
])
def test_nobody_who_runs_portico_changes_the_log(migrated, cast, role, statement):
    engine = create_engine(migrated[role])
    with engine.connect() as connection, pytest.raises(ProgrammingError, match="InsufficientPriv"):
        connection.execute(text("select set_config('app.tenant_id', :t, true)"),
                           {"t": str(cast.acme)})
        assert connection.scalar(text("select count(*) from audit_entry"))
        connection.execute(text(statement))
    engine.dispose()


def test_a_neighbours_lines_are_not_seen(cast):
    with cast.within(cast.initech):
        customer().name = "CANARY-renamed"
        db.session.commit()
    with cast.within():
        assert not db.session.scalars(text(
            "select 1 from audit_entry where changes::text like '%CANARY-renamed%'")).all()

"""Who is erased leaves the audit log and the mail log, and nothing else leaves them (S13, S16)."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from config.database import Base, db
from mailers.mail import Mail
from tenants import audit
from tenants.actor import Actor
from tenants.audit_entry import AuditEntry
from tests.guards.rows import GLOBAL
from tests.setup.pages import change, contact, messages

TOM, JANE = "/setup/customers/C-1001/contacts/CT-9", "/setup/customers/C-1001/contacts/CT-1"
CASTOR = "/setup/customers/C-1003/contacts/CT-3"


def lines(**wanted):
    query = select(AuditEntry).filter_by(**wanted).order_by(AuditEntry.audit_entry_id)
    return db.session.scalars(query).all()


def erased(stan, *places):
    for place in places:
        messages(stan, stan.post(f"{place}/erasure"))


def redact(contact_id):
    return db.session.scalar(text("select redact_contact(:gone)"), {"gone": contact_id})


def test_no_table_names_the_person(cast, stan, owner):
    change(cast, "CT-9", phone="+1 555 0199", email="tom.reed@atlas.example")
    change(cast, "CT-9", email="tom@atlas.example", city="Salem")
    messages(stan, stan.post(f"{TOM}/invitation"))
    stan.post("/portal/login", {"email": "tom@atlas.example", "password": "wrong"})
    erased(stan, TOM)
    with owner.begin() as connection:
        connection.execute(text(f"select set_config('app.tenant_id', '{cast.acme}', true)"))
        for table in set(Base.metadata.tables) - set(GLOBAL):
            for row in connection.execute(text(f"select t::text from {table} t")).scalars():
                for word in ("tom@", "tom.reed@", "Tom Reed", "555 0199", "Salem"):
                    assert word not in row, (table, row)


def test_that_it_was_done_when_and_by_whom_stays(cast, stan):
    messages(stan, stan.post(f"{TOM}/invitation"))
    with cast.within():
        before = [(line.audit_entry_id, line.happened_at, line.verb, line.actor)
                  for line in lines(record_id="CT-9")]
    erased(stan, TOM)
    with cast.within():
        after = lines(record_id="CT-9")
        assert [(line.audit_entry_id, line.happened_at, line.verb, line.actor)
                for line in after][: len(before)] == before
        change, = lines(record_id="CT-9", verb="change")
        assert change.changes["access"] == ["Not invited", "Pending"]
        made, = lines(record_id="CT-9", verb="create")
        assert made.changes["email"] == [None, "erased"] and made.address == ""


def test_the_redaction_is_in_the_log_itself(cast, stan):
    erased(stan, TOM)
    with cast.within():
        line, = lines(verb="redact")
        assert (line.actor_kind, line.actor_id, line.record_id, line.customer_id) == (
            "system", "redact_contact", "CT-9", "C-1001")
        assert line.facts["lines"] > 0
        assert lines(verb="erase")[0].actor == "Stan Baker"


def test_a_login_that_ends_is_nobodys_in_the_log(cast, stan, jane):
    jane.get("/portal/invoices/INV-1", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    erased(stan, JANE, CASTOR)
    with cast.within():
        line, = lines(verb="view")
        assert (line.actor, line.actor_id, line.address, line.user_agent) == (
            "erased", str(cast.jane), "", "")
        assert (line.record_id, line.customer_id) == ("INV-1", "C-1001")


def test_a_login_that_others_need_keeps_its_name(cast, stan, jane):
    jane.get("/portal/invoices/INV-1")
    erased(stan, JANE)
    with cast.within():
        assert lines(verb="view")[0].actor == "jane@atlas.example"


@pytest.mark.parametrize("whose", ["nobody", "not erased", "a neighbour's"])
def test_only_who_is_erased_can_be_taken_out(cast, stan, whose):
    if whose == "a neighbour's":
        with cast.within(cast.initech):
            found = contact("CT-7")
            found.contact_id, found.erased_at = "CT-7", audit.clock.now()
            db.session.commit()
    key = {"nobody": "CT-0", "not erased": "CT-9", "a neighbour's": "CT-7"}[whose]
    with cast.within(), pytest.raises(DBAPIError, match="no erased contact of this company"):
        redact(key)


def test_staff_stay_in_the_log_whatever_a_contact_is_called(cast, stan):
    """Nobody rubs staff out by giving a contact their name or address."""
    with cast.within():
        audit.note("sign in failed", "staff", email="stan@acme.example", reason="no")
        audit.note("delete", "role", "7", by=Actor("staff", str(cast.stan), "Stan Baker"),
                   changes={"name": ["Stan Baker", None]})
        db.session.commit()
        kept = [(each.audit_entry_id, each.actor, str(each.facts), str(each.changes))
                for kind in ("staff", "role") for each in lines(record_kind=kind)]
    change(cast, "CT-9", email="stan@acme.example", display_name="Stan Baker")
    erased(stan, TOM)
    with cast.within():
        assert kept == [(each.audit_entry_id, each.actor, str(each.facts), str(each.changes))
                        for kind in ("staff", "role") for each in lines(record_kind=kind)]


def test_who_has_the_same_name_or_part_of_the_address_is_left_alone(cast, stan):
    with cast.within():
        for email in ("tom@atlas.example", "tomtom@atlas.example", "tom@atlas.example.net"):
            audit.note("sign in failed", "portal_user", email=email)
        db.session.commit()
    erased(stan, TOM)
    with cast.within():
        assert [line.facts["email"] for line in lines(verb="sign in failed")] == [
            "erased", "tomtom@atlas.example", "tom@atlas.example.net"]


def test_the_mail_log_keeps_no_address_in_its_reasons(cast, stan):
    messages(stan, stan.post(f"{TOM}/invitation"))
    with cast.within():
        mail = db.session.scalars(select(Mail)).one()
        mail.end("failed", "550 5.1.1 <tom@atlas.example>: no such user")
        db.session.commit()
    erased(stan, TOM)
    with cast.within():
        mail = db.session.scalars(select(Mail)).one()
        assert (mail.recipient, mail.reason) == ("erased", "550 5.1.1 <erased>: no such user")


def test_a_shared_address_stays_but_mails_of_the_person_go(cast, stan):
    change(cast, "CT-2", email="tom@atlas.example")
    with cast.within():
        for key in ("CT-9", "CT-2"):
            Mail.write("access_granted", "tom@atlas.example", contact_id=key)
        db.session.commit()
    erased(stan, TOM)
    with cast.within():
        told = {mail.subject_ids["contact_id"]: mail.recipient
                for mail in db.session.scalars(select(Mail))}
        assert told == {"CT-9": "erased", "CT-2": "tom@atlas.example"}

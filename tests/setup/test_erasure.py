"""A contact's personal data are erased on request, the ledger stays (S16)."""

from sqlalchemy import func, select
from sqlalchemy import text as sql

from billing.ledger.invoice import Invoice
from billing.people.portal_user import PortalUser
from config.database import db
from mailers.mail import Mail
from tests.setup.pages import change, contact, messages, text

TOM, JANE = "/setup/customers/C-1001/contacts/CT-9", "/setup/customers/C-1001/contacts/CT-1"
SAID = "The personal data of contact CT-9 have been erased."


def test_the_question_says_what_goes_and_what_stays(stan):
    page = text(stan.get(f"{TOM}/erasure"))
    for said in ("Erase personal data", "Tom Reed", "Invoices, payments and credits of Atlas Orion"
                 " stay as they are.", "ERASE"):
        assert said in page


def test_the_person_is_gone_and_the_ledger_stays(cast, stan):
    change(cast, "CT-9", phone="+1 555", city="Salem", custom_fields={"birthday": "May"})
    messages(stan, stan.post(f"{TOM}/invitation"))
    with cast.within():
        before = db.session.scalar(select(func.sum(Invoice.invoice_amount)))
    assert messages(stan, stan.post(f"{TOM}/erasure")) == [SAID]
    with cast.within():
        gone = contact("CT-9")
        assert (gone.email, gone.phone, gone.city, gone.custom_fields) == ("", "", "", {})
        assert gone.display_name == "CT-9 (erased)" and gone.erased_at
        assert (gone.access, gone.portal_allowed) == ("Not invited", False)
        assert db.session.scalar(select(func.sum(Invoice.invoice_amount))) == before
        assert db.session.execute(select(Mail.recipient, Mail.state)).all() == [
            ("erased", "withdrawn")]


def test_no_table_but_the_log_of_earlier_changes_names_them(cast, stan, owner):
    messages(stan, stan.post(f"{TOM}/erasure"))
    with owner.begin() as connection:
        connection.execute(sql(f"select set_config('app.tenant_id', '{cast.acme}', true)"))
        for table in ("contact t", "portal_user t", "mail t", "change_request t", "portal_link t",
                      "audit_entry t where verb <> 'create'"):
            rows = connection.execute(sql(f"select t::text from {table}")).scalars()
            assert not [row for row in rows if "tom@atlas" in row or "Tom Reed" in row], table


def test_a_login_of_other_customers_stays(cast, stan, jane):
    messages(stan, stan.post(f"{JANE}/erasure"))
    assert "Castor Works" in text(jane.get("/portal/invoices"))
    with cast.within():
        assert contact("CT-3").portal_user.email == "jane@atlas.example"


def test_the_last_contact_of_a_login_ends_it(cast, stan, jane):
    for place in (JANE, "/setup/customers/C-1003/contacts/CT-3"):
        messages(stan, stan.post(f"{place}/erasure"))
    assert jane.get("/portal/invoices").status_code == 302
    with cast.within():
        user = db.session.get(PortalUser, (cast.acme, cast.jane))
        assert user.email == f"erased-{cast.jane}" and user.password_hash is None


def test_it_is_done_once_and_leaves_no_actions(stan):
    messages(stan, stan.post(f"{TOM}/erasure"))
    assert messages(stan, stan.post(f"{TOM}/erasure")) == [
        "The personal data of this contact have been erased already."]
    assert f"{TOM}/invitation" not in text(stan.get("/setup/customers/C-1001"))

"""What an erased person leaves behind anywhere but in the contact's record: nothing (S16)."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from billing.ledger.payment_method import PaymentMethod
from billing.people.change_request import ChangeRequest
from billing.people.customer_word import CustomerWord
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalVisit
from billing.tables.export import Export
from billing.usage.usage_limit import UsageLimit
from config import clock, shelf
from config.database import db
from mailers.mail import Mail
from tests.setup.pages import change, contact, messages, text
from tests.setup.test_contacts_shut_out import opened
from workers import exports

JANE, CASTOR = "/setup/customers/C-1001/contacts/CT-1", "/setup/customers/C-1003/contacts/CT-3"
PDF = "/portal/invoices/INV-2.pdf"


def facts(page):
    """{what: how many} of the question."""
    return dict(re.findall(r"<dt>([^<]+)</dt><dd>(?:<b>)?([\d,+]+)", page))


@pytest.fixture
def export(cast, jane):
    """An export of Jane's at Atlas Orion, made, and its signed address."""
    with cast.within():
        export = Export(customer_id="C-1001", portal_user_id=cast.jane, table_key="usages",
                        columns=["usage_id"])
        db.session.add(export)
        db.session.commit()
        exports.build(cast.acme, str(export.export_id))
        db.session.refresh(export)
        return export.export_id, export.storage_key


@pytest.fixture
def traces(cast, jane, export):
    """Whatever may name Jane at Atlas Orion."""
    with cast.within():
        person = contact("CT-1")
        person.city = "Salem"
        db.session.execute(db.update(PaymentMethod).where(
            PaymentMethod.customer_id == "C-1001").values(account_holder_name=" jane MILLER"))
        db.session.add(ChangeRequest(
            request_id="RQ-9", customer_id="C-1001", kind="Billing details", asked_by="Jane Miller",
            asked={"city": "Salem", "tax_id": "DE1"}, before={"city": "Ghent", "tax_id": ""},
            note="My own words", portal_user_id=cast.jane))
        PortalLink.issue("reset", portal_user=person.portal_user)
        db.session.add(UsageLimit(customer_id="C-1001", portal_user_id=cast.jane, kind="event",
                                  name="", period="day", quantity=5))
        Mail.write("access_granted", "jane@atlas.example", contact_id="CT-1")
        db.session.commit()


def test_the_question_counts_what_goes_and_what_stays(cast, stan, traces):
    page = text(stan.get(f"{JANE}/erasure"))
    assert "The login stays, as other contacts use it" in page
    told = facts(page)
    assert told["Exports with their files"] == "2" and told["Usage limits"] == "1"
    assert told["Name and address in requests"] == "1"
    assert "Open sessions" not in told and "Mailed links" not in told
    assert int(told["Invoices"]) > 1
    assert (told["Payments"], told["Credits"]) == ("2", "1")
    messages(stan, stan.post(f"{CASTOR}/erasure"))
    page = text(stan.get(f"{JANE}/erasure"))
    assert "The login ends." in page
    told = facts(page)
    assert (told["Open sessions"], told["Mailed links"]) == ("1", "1")
    assert int(told["Mails that wait to be sent"]) >= 1


def test_it_takes_what_it_has_counted(cast, stan, jane, export, traces):
    given = jane.get(f"/portal/exports/{export[0]}/file").location
    assert opened(given) == 200
    for place in (CASTOR, JANE):
        messages(stan, stan.post(f"{place}/erasure"))
    assert opened(given) == 404
    with cast.within():
        assert shelf.read(export[1]) is None
        for record in (Export, PortalVisit, PortalLink, UsageLimit):
            mine = select(record).where(record.portal_user_id == cast.jane)
            assert db.session.scalars(mine).all() == [], record
        assert set(db.session.scalars(select(PaymentMethod.account_holder_name).where(
            PaymentMethod.customer_id == "C-1001"))) <= {""}
        request = db.session.get(ChangeRequest, (cast.acme, "RQ-9"))
        assert request.asked == {"city": "erased", "tax_id": "DE1"}
        assert request.before == {"city": "erased", "tax_id": ""}
        assert (request.asked_by, request.note, request.state) == ("erased", "", "Withdrawn")
        words = select(CustomerWord.word).where(CustomerWord.customer_id == "C-1001")
        assert not set(db.session.scalars(words)) & {"jane", "miller", "salem"}
    assert jane.get("/portal/invoices").status_code == 302


def test_prints_that_name_the_person_leave_storage(cast, stan, jane):
    jane.get(PDF)
    with cast.within():
        assert shelf.read(f"{cast.acme}/documents/invoice/INV-2.en.pdf")
    messages(stan, stan.post(f"{JANE}/erasure"))
    with cast.within():
        assert shelf.read(f"{cast.acme}/documents/invoice/INV-2.en.pdf") is None


def test_what_others_did_at_the_account_stays(cast, stan, jane, export):
    change(cast, "CT-9", portal_user_id=cast.bruno, access="Enabled")
    messages(stan, stan.post("/setup/customers/C-1001/contacts/CT-9/erasure"))
    with cast.within():
        assert db.session.get(Export, (cast.acme, export[0])).storage_key == export[1]
        assert shelf.read(export[1])
    assert jane.get(f"/portal/exports/{export[0]}/file").status_code == 302


def test_a_login_of_others_keeps_its_visit_and_what_it_did_there(cast, stan, jane, export):
    with cast.within():
        elsewhere = Export(customer_id="C-1003", portal_user_id=cast.jane, table_key="usages",
                           columns=["usage_id"], due_at=clock.now() + timedelta(days=1))
        db.session.add(elsewhere)
        db.session.commit()
        kept = elsewhere.export_id
    messages(stan, stan.post(f"{JANE}/erasure"))
    assert "Castor Works" in text(jane.get("/portal/invoices"))
    with cast.within():
        assert db.session.get(Export, (cast.acme, kept))
        assert db.session.get(Export, (cast.acme, export[0])) is None

"""“View as customer”: read-only, watermarked, audited, for half an hour (S14)."""

import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from billing.people.customer import Customer
from billing.people.customer_view import CustomerView
from billing.tables.tabs import TABS
from config import clock
from config.database import db
from tenants import site
from tenants.audit_entry import AuditEntry
from tenants.portal_setup import PortalSetup
from tenants.role import Role
from tenants.staff import Staff, StaffVisit
from tests.billing.documents.reading import Pages, bare
from tests.guards.portal import PORTAL


@pytest.fixture
def looking(stan, cast):
    """Stan, who looks at the portal of Atlas Orion; every tab is on."""
    with cast.within():
        db.session.execute(update(PortalSetup).values(tabs=list(TABS)))
        db.session.commit()
    site.forget()
    answer = stan.post("/setup/customers/C-1001/view-as")
    assert (answer.status_code, answer.location) == (302, "/portal")
    return stan


def page(visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def test_staff_see_the_portal_under_a_mark(looking):
    shown = page(looking, "/portal/invoices")
    assert "INV-1" in shown and 'class="watermark"' in shown and 'class="viewing"' in shown
    assert "Make Payment" not in shown and "My account" not in shown


def test_a_portal_user_sees_no_mark(jane):
    shown = page(jane, "/portal/invoices")
    assert "watermark" not in shown and "viewing" not in shown and "My account" in shown


def test_no_neighbour_is_seen(looking):
    assert "CANARY" not in page(looking, "/portal/invoices")
    assert looking.get("/portal/invoices/CANARY-B-INV").status_code == 404


@pytest.mark.parametrize("route", [each for each in PORTAL if not each.safe], ids=str)
def test_nothing_is_sent_but_leaving(looking, route):
    ids = {name: "1" for name in route.slots} | {
        "customer_id": "C-1001", "invoice_id": "INV-1", "subscription_id": "SUB-1",
        "export_id": "0b2f1e9e-2c8c-4f4e-9d5b-000000000000",
        "attempt_id": "0b2f1e9e-2c8c-4f4e-9d5b-000000000000"}
    answer = looking.post(route.address(ids))
    if route.rule == "/portal/leave-view":
        assert answer.status_code == 302
    else:
        assert answer.status_code == 403


@pytest.mark.parametrize("path", [
    "/portal/account", "/portal/account/sessions", "/portal/account/payment-methods",
    "/portal/account/preferences", "/portal/account/password", "/portal/exports",
    "/portal/usage-limits",
    "/portal/payments/new",
])
def test_what_is_the_customers_own_is_not_shown(looking, path):
    assert looking.get(path).status_code == 403


def test_it_ends_after_half_an_hour(looking):
    with clock.travelled(minutes=29):
        assert looking.get("/portal/invoices").status_code == 200
    with clock.travelled(minutes=31):
        assert looking.get("/portal/invoices").status_code == 302


def test_it_ends_with_the_staff_visit(looking):
    looking.post("/setup/sign-out")
    assert looking.get("/portal/invoices").status_code == 302


def test_it_ends_when_who_looks_is_shut_out(looking, cast):
    with cast.within():
        db.session.execute(update(Staff).where(Staff.staff_id == cast.stan).values(active=False))
        db.session.commit()
    assert looking.get("/portal/invoices").status_code == 302


def test_it_ends_when_the_staff_visit_is_ended_elsewhere(looking, cast):
    with cast.within():
        db.session.execute(delete(StaffVisit).where(StaffVisit.staff_id == cast.stan))
        db.session.commit()
    assert looking.get("/portal/invoices").status_code == 302


def test_it_ends_when_the_staff_visit_runs_out(looking, cast):
    with cast.within():
        db.session.execute(update(StaffVisit).values(expires_at=clock.now()))
        db.session.commit()
    assert looking.get("/portal/invoices").status_code == 302


@pytest.mark.parametrize("path", [
    "/portal/invoices/INV-1.pdf", "/portal/payments/PAY-1/receipt.pdf", "/portal/credits/CR-1.pdf",
    "/portal/statements/ST-1.pdf",
])
def test_what_staff_print_is_marked_and_never_the_customers(looking, jane, path):
    marked = Pages(looking.get(path).data)
    assert all("Viewascustomer" in bare(page) for page in marked.pages)
    assert "StanBaker" in marked.text and not marked.reader.attachments
    assert "View as customer" not in Pages(jane.get(path).data)
    assert "View as customer" in Pages(looking.get(path).data)
    assert "View as customer" not in Pages(jane.get(path).data)


def test_all_invoices_at_once_are_marked_too(looking):
    with zipfile.ZipFile(io.BytesIO(looking.get("/portal/invoices.zip").data)) as files:
        assert files.namelist()
        for name in files.namelist():
            assert "View as customer" in Pages(files.read(name)), name


def test_the_customers_log_tells_that_staff_looked(looking, stan):
    looking.get("/portal/invoices/INV-1.pdf")
    shown = page(stan, "/setup/audit-log?customer=C-1001")
    assert "View as customer begun" in shown and "PDF opened" in shown
    assert "Staff · <bdi>as C-1001</bdi>" in shown and "Stan Baker" in shown


def test_it_ends_with_the_right(looking, cast):
    with cast.within():
        db.session.execute(update(Role).values(rights={"Setup": ["List"]}))
        db.session.commit()
    assert looking.get("/portal/invoices").status_code == 302


def test_leaving_leads_back_and_opens_nothing_any_more(looking, cast):
    secret = looking.client.get_cookie("viewing", domain="acme.localhost").value
    assert looking.post("/portal/leave-view").location == "/setup/customers/C-1001"
    looking.with_cookie("viewing", secret)
    assert looking.get("/portal/invoices").status_code == 302
    with cast.within():
        assert db.session.scalars(select(CustomerView)).all() == []


def test_a_portal_user_has_nothing_to_leave(jane):
    assert jane.post("/portal/leave-view").status_code == 404


def test_both_ends_and_what_was_looked_at_are_noted(looking, cast):
    looking.get("/portal/invoices/INV-1")
    looking.post("/portal/leave-view")
    with cast.within():
        told = db.session.execute(select(
            AuditEntry.verb, AuditEntry.actor_kind, AuditEntry.actor, AuditEntry.on_behalf_of,
        ).where(AuditEntry.actor_kind == "staff").order_by(AuditEntry.audit_entry_id)).all()
    assert told == [("view as", "staff", "Stan Baker", ""),
                    ("view", "staff", "Stan Baker", "C-1001"),
                    ("view as ended", "staff", "Stan Baker", "C-1001")]


def test_a_closed_account_can_be_looked_at_too(stan, cast):
    with cast.within():
        db.session.execute(update(Customer).where(Customer.customer_id == "C-1001")
                           .values(portal_enabled=False))
        db.session.commit()
    stan.post("/setup/customers/C-1001/view-as")
    assert "INV-1" in page(stan, "/portal/invoices")


def test_the_right_is_asked_for(cast, visit):
    with cast.within():
        db.session.execute(update(Role).values(rights={"Manage Portal Users": ["View", "List"]}))
        db.session.commit()
    vera = visit("acme").at_setup(cast.vera)
    assert vera.post("/setup/customers/C-1001/view-as").status_code == 403


def test_their_own_visit_comes_back(looking, cast):
    """Staff who are portal users too are themselves again."""
    looking.at_portal(cast.jane)
    assert 'class="watermark"' in page(looking, "/portal/invoices")
    with clock.travelled(to=clock.now() + timedelta(minutes=31)):
        assert 'class="watermark"' not in page(looking, "/portal/invoices")

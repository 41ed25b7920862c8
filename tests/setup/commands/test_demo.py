"""The demo, loaded once: its books add up, its people can sign in, loading it again is harmless."""

import io
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select, text

from app import create_app
from billing.ledger.attachment import Attachment
from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.portal_user import PortalUser
from config import shelf
from config.database import Base, db
from setup.commands import portico
from setup.commands.sample.customers import CUSTOMERS
from tenants import password, site
from tenants.api_key import ApiKey
from tenants.current import as_tenant
from tenants.staff import Staff
from tests.setup.commands import books


@pytest.fixture(scope="module")
def command(migrated):
    def run(*arguments, **changes):
        values = {**migrated, **changes}
        return CliRunner().invoke(
            portico, ["demo", *arguments], obj=lambda database: create_app(values, database))

    return run


@pytest.fixture(scope="module")
def loaded(command, one_app, owner):
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with owner.begin() as connection:
        connection.execute(text(f"truncate {names} restart identity cascade"))
    site.forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(CUSTOMERS, "acme", tuple(map(smaller, CUSTOMERS["acme"])))
        done = command("load")
    assert done.exit_code == 0, done.output
    return one_app


def smaller(account):
    """The large customer with a twentieth of its size; test_demo_days counts the whole."""
    return replace(account, invoices=500) if account.customer_id == "C-1003" else account


@pytest.fixture
def here(loaded):
    with loaded.app_context():
        yield


@pytest.fixture
def facts(here, command):
    return json.loads(command("show", "--json").stdout)


def within(subdomain):
    return as_tenant(site.find(subdomain).tenant_id)


def sums(query):
    return [tuple(row) for row in db.session.execute(text(query))]


def test_three_tenants_with_as_many_customers_as_said(here):
    for subdomain, count in (("acme", 40), ("acme-sandbox", 6), ("initech", 12)):
        with within(subdomain):
            assert sums("select count(*) from customer") == [(count,)]
    assert site.find("acme-sandbox").sandbox and site.find("initech").time_zone == "Europe/Berlin"


def test_one_customer_is_large(here):
    with within("acme"):
        assert sums(books.LARGEST) == [(500, 5_000)]


@pytest.mark.parametrize("subdomain", ["acme", "acme-sandbox", "initech"])
@pytest.mark.parametrize("question", books.FAULTS)
def test_the_books_add_up(here, subdomain, question):
    with within(subdomain):
        assert sums(books.FAULTS[question]) == []


def test_every_state_is_among_them(here):
    with within("acme"):
        assert {row[0] for row in sums("select status from invoice")} == {
            "Draft", "Posted", "Partially Paid", "Paid", "Reversed"}
        assert {row[0] for row in sums("select status from payment")} == {
            "Processing", "Processed", "Declined", "Refunded", "Voided", "Charged Back"}
        assert {row[0] for row in sums("select status from credit")} == {
            "Open", "Applied", "Reversed"}
        assert sums(books.PAST_DUE)[0][0] > 10
        assert {row[0] for row in sums("select access from contact")} == {
            "Not invited", "Pending", "Enabled", "Disabled"}


def test_a_parent_has_two_children_and_some_use_nothing(here):
    with within("acme"):
        children = db.session.scalars(select(Customer.name).where(
            Customer.parent_customer == "C-1004").order_by(Customer.name)).all()
        assert children == ["Halcyon Biotech", "Halcyon Robotics"]
        assert ("C-1007",) in sums(books.WITHOUT_USAGE)


def test_names_come_in_many_scripts(here):
    with within("acme"):
        letters = "".join(db.session.scalars(select(Customer.name)))
    for sample in "Ł Éς Ελ Се شر אופק 青 上海 한빛 สยาม हिमा".split():
        assert set(sample) & set(letters), sample


def test_what_a_bank_works_on_cannot_be_paid_again(here):
    with within("acme"):
        assert sums(books.UNDER_WAY) == [("processing", "Processing", True, None)]


def test_show_has_the_shape_that_tools_expect(facts):
    assert list(facts) == ["base_url", "mail_url", "tenants"]
    assert facts["mail_url"] == "http://mail.localhost:8000/"
    acme = facts["tenants"][0]
    assert list(acme) == ["subdomain", "url", "api_key", "staff", "portal_users"]
    assert acme["url"] == "http://acme.localhost:8000"
    assert list(acme["staff"][0]) == ["email", "password"]
    jane = acme["portal_users"][0]
    assert [each["name"] for each in jane["customers"]] == [
        "Northwind Labs", "Paper Lantern Studio"]


def test_everybody_shown_can_sign_in(facts):
    for tenant in facts["tenants"]:
        with within(tenant["subdomain"]):
            assert ApiKey.under(tenant["api_key"])
            for shown in tenant["staff"]:
                staff = Staff.named(shown["email"])
                assert password.matches(staff.password_hash, shown["password"])
            for shown in tenant["portal_users"]:
                user = PortalUser.named(shown["email"])
                assert user.confirmed and user.has_password(shown["password"])
                assert reach(user) == {each["customer_id"] for each in shown["customers"]}


def reach(user):
    query = select(Contact.customer_id).join(Customer, Customer.customer_id == Contact.customer_id)
    return set(db.session.scalars(query.where(
        Contact.portal_user_id == user.portal_user_id, Contact.access == "Enabled",
        Customer.portal_enabled, Customer.status == "Active")))


def test_passwords_follow_the_rule(facts):
    for tenant in facts["tenants"]:
        for person in tenant["staff"] + tenant["portal_users"]:
            assert password.weakness(person["password"]) is None


def test_staff_have_the_rights_of_their_roles(here):
    with within("acme"):
        grace, carlos, vera = (Staff.named(f"{name}@acme.example")
                               for name in ("grace", "carlos", "vera"))
        assert grace.may("Setup", "Edit") and not carlos.may("Setup", "List")
        assert carlos.may("Payments", "Add") and not vera.may("Customers", "Add")


def test_show_for_people_names_every_address(command, facts):
    page = command("show").stdout
    for tenant in facts["tenants"]:
        assert f"{tenant['url']}/portal" in page and tenant["api_key"] in page
        assert all(user["email"] in page for user in tenant["portal_users"])


@pytest.mark.parametrize("subdomain", ["acme", "acme-sandbox", "initech"])
def test_logo_and_banner_are_served_and_within_limits(loaded, subdomain):
    with loaded.app_context():
        found = site.find(subdomain)
    limits = ((found.logo_url, (200, 70), 1e6), (found.banner_url, (2400, 600), 2e6))
    for path, size, most in limits:
        body = loaded.test_client().get(path, base_url=f"http://{subdomain}.localhost:8000").data
        width, height = Image.open(io.BytesIO(body)).size
        assert width <= size[0] and height <= size[1] and len(body) < most


def test_attachments_are_real_files(here):
    with within("acme"):
        attachments = db.session.scalars(select(Attachment)).all()
        assert len(attachments) > 20
        for attachment in attachments:
            body = shelf.read(attachment.storage_key)
            assert len(body) == attachment.size
            if attachment.name.endswith(".pdf"):
                assert attachment.invoice_id in PdfReader(io.BytesIO(body)).pages[0].extract_text()
            else:
                assert body.startswith(b"date,quantity,unit")


def test_loading_again_changes_nothing(here, command):
    with within("acme"):
        before = sums(books.TRACES)
    again = command("load")
    assert again.exit_code == 0 and "loaded already" in again.stdout
    quiet = command("load", "--if-empty")
    assert (quiet.exit_code, quiet.output) == (0, "")
    with within("acme"):
        assert sums(books.TRACES) == before


def test_production_refuses(here, command):
    for arguments in (["load"], ["load", "--if-empty"], ["show"]):
        done = command(*arguments, MAIL_STORE="")
        assert done.exit_code == 1 and "only for the services that bin/run starts" in done.stderr

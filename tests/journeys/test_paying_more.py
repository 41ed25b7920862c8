"""Parts, open credits and more than is due, and the bank's question, in a browser (M1, M2)."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from config.database import db
from tenants.payment_setup import PaymentSetup
from tests.axe import Axe
from tests.guards.street import served
from tests.till import Till

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
NEW = "/portal/payments/new"


@pytest.fixture
def browsing(cast, visit, browse):
    """Jane's browser at a running portal, signed in; the company allows all there is."""
    with cast.within():
        db.session.execute(update(PaymentSetup).values(part_payments=True, overpayments=True))
        db.session.commit()
    jane = visit("acme").at_portal(cast.jane)
    with served(cast.app) as port:
        def one(**options):
            page = browse(base_url=f"http://acme.localhost:{port}", **options)
            cookie = jane.client.get_cookie("portal", domain="acme.localhost")
            page.context.add_cookies([{"name": "portal", "value": cookie.value,
                                       "domain": "acme.localhost", "path": "/"}])
            return page

        yield one


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_a_part_with_credits_and_more_than_is_due(cast, browsing, scripts):
    page, till, axe = browsing(java_script_enabled=scripts), Till(cast), Axe()
    page.goto(NEW)
    page.locator("input[value='INV-2']").check()
    page.get_by_label("Amount to pay on invoice INV-2").fill("120.5")
    page.locator("input[value='INV-3']").check()
    page.get_by_label("Amount to pay on invoice INV-3").fill("210")
    page.get_by_label("Use open credits").check()
    if scripts:
        told = page.locator("[data-shown]")
        expect(told).to_contain_text("2 invoices · $25.00 from open credits · $10.00 kept as a")
        expect(told.locator("output")).to_have_text("$305.50")
        axe.look(page, "typed amounts")
    page.get_by_role("button", name="Review").click()
    page.get_by_role("link", name="Back").click()
    expect(page.get_by_label("Amount to pay on invoice INV-2")).to_have_value("120.50")
    page.get_by_role("button", name="Review").click()
    page.get_by_role("button", name="Pay $305.50").click()
    expect(page.get_by_text("You paid $305.50.")).to_be_visible()
    charge, = till.charges()
    assert charge["amount"] == 30_550 and axe.violations == []
    assert [till.invoice(each).balance for each in ("INV-2", "INV-3")] == [17_950, 0]


def is_ours(request):
    return "/portal/payments/attempts/" in request.url


def test_the_bank_asks_and_the_payer_comes_back(cast, browsing):
    page, till = browsing(), Till(cast)
    till.add_method("3ds")
    page.goto(f"{NEW}?payment_method_id=PM-3ds&invoice_id=INV-3")
    page.get_by_role("button", name="Review").click()
    page.get_by_role("button", name="Pay $200.00").click()
    expect(page.get_by_role("heading", name="Confirm with your bank")).to_be_visible()
    page.get_by_role("link", name="Confirm with your bank").click()
    with page.expect_event("requestfailed", is_ours) as back:  # it stands at another port here
        page.get_by_role("button", name="Confirm").click()
    back_here = page.context.new_page()
    back_here.goto(urlsplit(back.value.url).path)
    expect(back_here.get_by_text("You paid $200.00.")).to_be_visible()
    assert till.invoice("INV-3").status == "Paid"

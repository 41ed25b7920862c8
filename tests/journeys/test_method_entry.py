"""A payment method is added in a browser, with each gateway's own field or page (M1, M3)."""

import re

import pytest
from playwright.sync_api import expect

from tests.billing.gateways.stripe.fake import numbers
from tests.guards.street import served
from tests.journeys import vendors
from tests.journeys.steps import rich, sign_in
from tests.vendors import cardconnect, stripe, stripe_server  # noqa: F401

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
NEW = "/portal/account/payment-methods/new"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_from_make_a_payment_to_the_test_gateway_and_back(installation, demo, browse, scripts):
    page = browse(java_script_enabled=scripts)
    sign_in(page, installation.url("acme", "/portal"), rich(demo))
    page.goto(installation.url("acme", "/portal/payments/new"))
    box = page.locator("input[name=invoice_id]:not([disabled])").nth(3)
    invoice_id = box.get_attribute("value")
    box.check()
    page.get_by_role("button", name="Add Payment Method").click()
    page.get_by_role("link", name="Enter the number").click()
    field = page.frame_locator(".entry iframe") if scripts else page
    expect(field.get_by_label("Card number")).to_be_visible()
    assert (installation.url("acme") in page.url) == scripts
    for label, typed in {"Card number": "5555 5555 5555 4444", "Expiry": "12/39",
                         "Security code": "123", "Name on card": "Ada King"}.items():
        field.get_by_label(label).fill(typed)
    field.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").first).to_contain_text("Mastercard •••• 4444 has been added")
    expect(page.locator(f"input[value='{invoice_id}']")).to_be_checked()
    assert "4444" in page.locator("label:has(input[name=payment_method_id]:checked)").inner_text()
    page.get_by_role("button", name="Review").click()
    page.get_by_role("button", name=re.compile("^Pay ")).click()
    expect(page.get_by_role("heading", name="Success")).to_be_visible()


@pytest.fixture
def page(cast, visit, browse):
    """Jane's browser at a running portal, signed in; `sent` is what its origin was ever sent, and
    what a page was not allowed fails the test.
    """
    jane, refused = visit("acme").at_portal(cast.jane), []
    with served(cast.app) as port:
        page = browse(base_url=f"http://acme.localhost:{port}")
        cookie = jane.client.get_cookie("portal", domain="acme.localhost")
        page.context.add_cookies([{"name": "portal", "value": cookie.value,
                                   "domain": "acme.localhost", "path": "/"}])
        page.sent = []
        page.context.on("request", lambda asked: page.sent.append(
            f"{asked.url} {asked.post_data or ''}") if "acme.localhost" in asked.url else None)
        page.on("console", lambda said: refused.append(said.text)
                if "Content Security Policy" in said.text else None)
        yield page
    assert refused == []


def has_been_added(page, label, number):
    expect(page.get_by_role("status").first).to_contain_text(f"{label} has been added")
    digits = re.sub("[^0-9]", "", number)
    assert page.sent and not [each for each in page.sent if digits in re.sub("[ +/-]", "", each)]


def test_with_stripes_field(page, request):
    vendors.stripe_js(page.context, request.getfixturevalue("stripe").ledger)
    page.goto(NEW)
    number = page.frame_locator("#gateway-field iframe").get_by_label("Card number")
    number.fill(numbers.REFUSED_AT_ONCE)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_have_text("Your card was declined.")
    number.fill(numbers.VISA)
    page.get_by_role("button", name="Save").click()
    has_been_added(page, "Visa •••• 4242", numbers.VISA)


def test_where_stripes_script_is_kept_out_the_page_says_so(page, request):
    request.getfixturevalue("stripe")
    page.context.route("https://js.stripe.com/**", lambda route: route.abort())
    page.goto(NEW)
    expect(page.get_by_role("alert")).to_contain_text("cannot be loaded")
    expect(page.get_by_role("button", name="Save")).to_be_disabled()


@pytest.mark.parametrize(
    ("kind", "number", "label"),
    [("Card", "4111111111111111", "Visa •••• 1111"),
     ("Bank account", "036001808/000123453123", "Checking •••• 3123")], ids=["card", "bank"],
)
def test_with_cardconnects_frame(page, request, kind, number, label):
    vendors.tokenizer(page.context, request.getfixturevalue("cardconnect"))
    page.goto(NEW)
    page.get_by_role("link", name=kind, exact=True).click()
    page.wait_for_url("**kind=**", wait_until="load")
    page.get_by_label("Name on card" if kind == "Card" else "Account holder").fill("Ada King")
    page.get_by_label("ZIP code" if kind == "Card" else "Phone").fill("02110")
    page.evaluate("postMessage(JSON.stringify({ message: '9411111111111111' }), '*')")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_have_text("Please enter the number first.")
    field = page.frame_locator(".entry iframe").get_by_label("Card number")
    field.fill("4111")
    field.blur()
    expect(page.get_by_role("alert")).to_have_text("The number or the date is not right.")
    field.fill(number)
    field.blur()
    expect(page.get_by_role("alert")).to_be_hidden()
    page.get_by_role("button", name="Save").click()
    has_been_added(page, label, number)

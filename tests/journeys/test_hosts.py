"""One installation, many companies: each host is a world of its own."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import clerk, sign_in

pytestmark = pytest.mark.journey


def test_the_sandbox_says_so_and_shows_other_data(installation, demo, browse):
    page = browse()
    page.goto(installation.url("acme-sandbox", "/portal"))
    expect(page.get_by_text("Sandbox:")).to_be_visible()
    sign_in(page, page.url, clerk(demo, "acme-sandbox"))
    expect(page.get_by_text("Account Balance")).to_be_visible()
    page.goto(installation.url("acme", "/portal"))
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_an_unknown_host_answers_404(installation):
    assert installation.status("nosuch") == 404
    assert installation.status("acme", "/portal/login") == 200


def test_the_sign_in_page_wears_the_company(installation, demo, browse):
    page = browse()
    page.goto(installation.url("acme", "/portal"))
    expect(page.locator("img.logo")).to_be_visible()
    expect(page.locator("img.banner")).to_be_visible()
    for image in ("img.logo", "img.banner"):
        assert page.locator(image).evaluate("image => image.naturalWidth") > 0

"""Where JavaScript is off, people read, filter, take along and set what they need (P18).

Paying so is in test_clerk.py.
"""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import rich, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
TABS = ("invoices", "payments", "credits", "usages", "subscriptions", "statements", "usage-events")


@pytest.fixture
def plain(browse, installation, demo):
    """A browser without scripts, signed in as somebody whom no other journey needs."""
    page = browse(java_script_enabled=False)
    sign_in(page, installation.url("acme", "/portal"), demo["acme"]["portal_users"][1])
    return page


def test_reads_every_list_and_its_records(installation, plain):
    for tab in TABS:
        plain.goto(installation.url("acme", f"/portal/{tab}"))
        plain.locator("td.id a").first.click()
        expect(plain.locator("article.record h1")).to_be_visible()


def test_filters_chooses_columns_and_exports(installation, plain):
    plain.goto(installation.url("acme", "/portal/payments"))
    plain.get_by_role("link", name="Filter").click()
    plain.get_by_label("Processed").check()
    plain.get_by_role("button", name="Show").click()
    expect(plain.get_by_role("list", name="Filtered by")).to_contain_text("Processed")
    plain.get_by_role("link", name="Columns").click()
    plain.get_by_role("switch", name="Payment date").uncheck(force=True)
    plain.get_by_role("button", name="Save").click()
    expect(plain.get_by_role("columnheader", name="Payment date")).to_have_count(0)
    plain.get_by_role("link", name=re.compile("^Export")).click()
    plain.get_by_role("button", name="Send").click()
    plain.goto(installation.url("acme", "/portal/exports"))
    plain.locator("ul.exports a").first.click()
    asks_until_it_is_ready(plain)
    with plain.expect_download() as download:
        plain.get_by_role("link", name="Download").click()
    assert download.value.path().read_bytes()[:2] == b"PK"


def asks_until_it_is_ready(page, times=100):
    """No page moves by itself under who reads it slowly."""
    for _ in range(times):
        if not page.locator("#progress[data-state=pending]").count():
            return
        time.sleep(0.3)
        page.get_by_role("link", name="See how far it is").click()


def test_makes_a_statement_and_speaks_german(installation, plain):
    plain.goto(installation.url("acme", "/portal/statements/new"))
    plain.get_by_role("radio", name="Open Item").check()
    plain.get_by_role("button", name="Make statement").click()
    expect(plain.locator("article.record h1")).to_contain_text("ST-")
    plain.goto(installation.url("acme", "/portal/account/preferences"))
    plain.locator("#language").select_option("de")
    plain.get_by_role("button", name="Save").click()
    assert plain.locator("html").get_attribute("lang") == "de"
    plain.locator("#language").select_option("en")
    plain.locator("form.card button").click()
    assert plain.locator("html").get_attribute("lang") == "en"
    plain.locator("summary.avatar").click()
    plain.get_by_role("button", name="Sign out").click()
    expect(plain.get_by_role("heading", name="Sign in")).to_be_visible()


def test_deletes_nothing_without_being_asked(installation, demo, browse):
    """A dialog of the page opens by its address, and closes by another."""
    page = browse(java_script_enabled=False)
    sign_in(page, installation.url("acme", "/portal"), rich(demo))
    page.goto(installation.url("acme", "/portal/account/payment-methods"))
    methods = page.locator("ul.applied > li").count()
    page.get_by_role("link", name=re.compile("^Delete")).first.click()
    expect(page.get_by_role("heading", name=re.compile("^Delete"))).to_be_visible()
    page.locator("dialog:target").get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("heading", name=re.compile("^Delete"))).to_have_count(0)
    assert page.locator("ul.applied > li").count() == methods > 0


def test_staff_set_up_the_portal_and_its_mails(installation, demo, browse):
    """All but that the preview follows by itself: it is asked for."""
    page = browse(java_script_enabled=False)
    sign_in(page, installation.url("initech", "/setup"), demo["initech"]["staff"][0])
    page.goto(installation.url("initech", "/setup/portal-setup"))
    page.locator("#primary_color").fill("#7A1FA2")
    page.get_by_role("button", name="Show").click()
    shown = page.frame_locator("iframe[name=preview]")
    expect(shown.locator("link[href*='accent-7a1fa2']")).to_have_count(1)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("has been saved")
    page.goto(installation.url("initech", "/setup/templates/export_failed/en"))
    page.locator("#subject").fill("Tried {{ company.name }}")
    page.get_by_role("button", name="Preview").click()
    expect(shown.get_by_role("heading", level=1)).to_contain_text("Tried ")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("The template is saved.")
    page.get_by_role("link", name="Reset to default").click()
    page.get_by_role("button", name="RESET TO DEFAULT").click()
    expect(page.get_by_text("Default", exact=True)).to_be_visible()
    page.goto(installation.url("initech", "/setup/general-settings"))
    page.get_by_role("switch", name="Customer Billing Portal").click()
    expect(page.get_by_role("heading", name="Switch the Customer Billing Portal")).to_be_visible()
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("switch", name="Customer Billing Portal")).to_be_checked()

"""Everything that people do can be done with the keyboard alone (P18)."""

import re
from itertools import cycle

import pytest
from playwright.sync_api import expect

from tests.journeys.keys import Keys
from tests.journeys.steps import clerk, rich, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]
NEW = "seven slow green barges"
WALKED = ("invoices", "usages", "payments/new", "statements/new", "account", "account/sessions",
          "filter/invoices", "columns/invoices")


@pytest.fixture
def page(browse):
    page = browse()
    page.set_viewport_size({"width": 1280, "height": 640})
    return page


@pytest.fixture
def leo(demo):
    """A colleague of the clerk, whom no other journey needs."""
    return demo["acme"]["portal_users"][1]


def test_finds_records_and_takes_them_along(installation, leo, page):
    keys = Keys(page)
    keys.sign_in(installation.url("acme", "/portal"), leo)
    page.goto(installation.url("acme", "/portal/invoices"))
    skips(keys)
    filters(keys)
    sorts_and_reads(keys)
    leaves_a_column_out(keys)
    keys.to(page.get_by_role("link", name="Export Invoices")).press("Enter")
    keys.follow(page.get_by_role("dialog").get_by_role("button", name="Send"))
    expect(page.get_by_role("status").filter(has_text="Your export")).to_be_visible()
    keys.to(page.locator("summary.avatar")).press("Enter", "ArrowDown", "ArrowUp")
    assert keys.on(page.get_by_role("button", name="Sign out"))
    with page.expect_navigation():
        keys.press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def skips(keys):
    keys.press("Tab")
    assert keys.on(keys.page.get_by_role("link", name="Skip to content")), keys.stop()
    keys.press("Enter", "Tab")
    assert keys.on(keys.page.locator("#main a").first)


def filters(keys):
    page = keys.page
    button, dialog = page.get_by_role("link", name="Filter"), page.get_by_role("dialog")
    keys.press("Enter")
    expect(dialog).to_be_visible()
    for _ in range(40):
        keys.press("Tab")
        inside = "() => !!document.activeElement.closest('dialog, body:focus')"
        assert page.evaluate(inside) or page.evaluate("document.activeElement === document.body")
    keys.press("Escape")
    expect(dialog).to_have_count(0)
    assert keys.on(button)
    keys.press("Enter")
    keys.to(dialog.get_by_label("Paid", exact=True)).press("Space")
    with page.expect_navigation():
        keys.press("Enter")
    expect(page).to_have_url(re.compile("status=Paid"))


def sorts_and_reads(keys):
    page = keys.page
    keys.follow(page.get_by_role("columnheader", name="Balance").get_by_role("link"))
    expect(page.locator("th[aria-sort]")).to_contain_text("Balance")
    keys.follow(page.locator("td.id a"))
    expect(page.get_by_role("heading", name="Invoice INV-")).to_be_visible()
    page.go_back()
    keys.follow(page.get_by_role("link", name="Remove the filter Status"))
    assert "status" not in page.url


def leaves_a_column_out(keys):
    page = keys.page
    columns = page.get_by_role("link", name="Columns")
    keys.to(columns).press("Enter")
    keys.to(page.get_by_role("switch", name="Due date")).press("Space")
    keys.follow(page.get_by_role("dialog").get_by_role("button", name="Save"))
    expect(page.get_by_role("columnheader", name="Invoice date")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Due date")).to_have_count(0)


def test_changes_the_company(installation, demo, page):
    keys = Keys(page)
    keys.sign_in(installation.url("acme", "/portal"), clerk(demo))
    selector = page.locator("details.who > summary")
    here = selector.inner_text()
    keys.to(selector).press("Enter", "ArrowDown", "ArrowDown")
    with page.expect_navigation():
        keys.press("Enter")
    expect(selector).not_to_have_text(here)
    keys.to(selector).press("Enter", "ArrowDown")
    with page.expect_navigation():
        keys.press("Enter")
    expect(selector).to_have_text(re.compile(re.escape(here.split("\n")[-1])))


def test_pays(installation, demo, page):
    keys = Keys(page)
    keys.sign_in(installation.url("acme", "/portal"), rich(demo))
    keys.follow(page.get_by_role("link", name="Make Payment"))
    keys.to(page.locator("input[name=payment_method_id]:checked"))
    keys.to(page.locator("input[name=invoice_id]:not([disabled])")).press("Space")
    keys.follow(page.get_by_role("button", name="Review"))
    keys.follow(page.get_by_role("button", name=re.compile("^Pay ")))
    expect(page.get_by_role("heading", name="Success")).to_be_visible()


@pytest.mark.parametrize("widths", [(1280, 320), pytest.param((320, 1280), marks=pytest.mark.full)])
def test_the_focus_is_in_sight_at_every_stop(installation, demo, page, widths):
    """On wide and narrow screens by turns; the full run has each page on both."""
    sign_in(page, installation.url("acme", "/portal"), rich(demo))
    for path, width in zip(WALKED, cycle(widths)):
        page.set_viewport_size({"width": width, "height": 640})
        page.goto(installation.url("acme", f"/portal/{path}"))
        keys = Keys(page).through()
        assert 5 < keys.stops < 300, path


def test_looks_after_the_account(installation, leo, page, browse):
    keys, elsewhere = Keys(page), browse()
    sign_in(elsewhere, installation.url("acme", "/portal"), leo)
    keys.sign_in(installation.url("acme", "/portal"), leo)
    page.goto(installation.url("acme", "/portal/account/sessions"))
    keys.follow(page.get_by_role("button", name=re.compile("^End ")))
    elsewhere.reload()
    expect(elsewhere.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(installation.url("acme", "/portal/account/password"))
    changes_the_password(keys, leo["password"], NEW)
    keys.follow(page.get_by_role("link", name="Change Password"))
    changes_the_password(keys, NEW, leo["password"])
    page.goto(installation.url("acme", "/portal/statements"))
    keys.follow(page.get_by_role("link", name="New Statement"))
    keys.to(page.locator("input[name=template_name]:checked")).press("ArrowDown")
    keys.follow(page.get_by_role("button", name="Make statement"))
    expect(page.get_by_role("heading", name="Statement ST-")).to_be_visible()


def changes_the_password(keys, old, new):
    keys.to(keys.page.locator("#old_password")).type(old)
    keys.to(keys.page.locator("#new_password")).type(new)
    keys.follow(keys.page.get_by_role("button", name="Save"))
    expect(keys.page.get_by_role("status").first).to_be_visible()


def test_staff_ask_from_a_row_and_come_back_to_it(installation, demo, page):
    keys = Keys(page)
    keys.sign_in(installation.url("acme", "/setup"), demo["acme"]["staff"][0])
    page.goto(installation.url("acme", "/setup/customers"))
    row = page.locator("tbody details.menu > summary").first
    keys.to(row).press("Enter", "ArrowDown", "Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert keys.on(row)

"""Rows A2 to A7 in a browser, with JavaScript and without it: each entry, dialog and message."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys"), pytest.mark.timeout(300)]


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def staff(request, browse, installation, demo):
    """A browser of acme's administrator, at the list."""
    page = browse(java_script_enabled=request.param)
    page.script = request.param
    sign_in(page, installation.url("acme", "/setup"), demo["acme"]["staff"][0])
    page.home = installation.url("acme", "/setup/customers")
    return page


def choose(page, row, entry, title, button):
    """Open the row's menu, take the entry, and answer the question that it asks."""
    row.locator("details.menu summary").click()
    row.get_by_role("link", name=entry, exact=True).click()
    answer(page, title, button)


def answer(page, title, button):
    question = page.get_by_role("dialog") if page.script else page.locator("article.confirm")
    expect(question.get_by_role("heading", name=title, exact=True)).to_be_visible()
    question.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def told(page, message):
    expect(page.locator(".note").first).to_contain_text(message)


def unknown(page):
    """The row of a customer who was never invited and can be, its contact's name, its address."""
    page.goto(f"{page.home}?q={'C-1027' if page.script else 'C-1040'}")
    row = page.locator("tbody tr").first
    expect(row).to_contain_text("Not invited")
    return row, row.locator("bdi").first.inner_text(), row.locator("td.id a").get_attribute("href")


def test_one_customers_whole_life(staff):
    row, name, address = unknown(staff)
    choose(staff, row, "Send Portal Invite", "Invite Customer to Customer Portal", "SEND")
    told(staff, f"A new Customer Portal invitation has been sent to '{name}'.")
    staff.goto(staff.home.replace("/setup/customers", address))
    contact = staff.locator("section.table tbody tr").filter(has_text=name).first
    contact.locator("details.menu summary").click()
    contact.get_by_role("button", name="Re-send Portal Invite").click()
    told(staff, f"A new Customer Portal invitation has been sent to '{name}'.")
    choose(staff, contact, "Grant Portal Access", "Grant Portal Access for Customer", "SEND")
    told(staff, f"Portal access has been granted to '{name}'.")
    choose(staff, contact, "Disable Portal Access", "Disable Portal Access", "CONTINUE")
    told(staff, f"Portal access for '{name}' has been disabled.")
    choose(staff, contact, "Re-enable Portal Access", "Re-enable Portal Access for Contact",
           "RE-ENABLE")
    told(staff, f"Portal access has been re-enabled for '{name}'.")


def test_access_of_ticked_customers(staff):
    for entry, title, button, message in [
        ("Enable Portal Access", "Enable Portal For Customers", "ENABLE PORTAL FOR 3 RECORDS",
         "Portal access for the selected customer(s) has been enabled."),
        ("Disable Portal Access", "Disable Portal For Customers", "DISABLE PORTAL FOR 3 RECORDS",
         "Portal access for the selected customer(s) has been disabled."),
    ]:
        staff.goto(f"{staff.home}?portal=Not+invited")
        for number in range(3):
            staff.locator("tbody input[name=customer_id]").nth(number).check()
        staff.locator("#ticks summary").click()
        staff.get_by_role("button", name=entry).click()
        answer(staff, title, button)
        told(staff, message)

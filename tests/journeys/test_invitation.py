"""The whole road from staff's invitation to a signed-in portal user, and back out again."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import invite, join, sign_in

pytestmark = pytest.mark.journey

PASSWORD = "nine quiet lanterns"


def test_invited_registered_confirmed_disabled(installation, demo, browse, mails):
    staff = browse()
    sign_in(staff, installation.url("acme", "/setup"), demo["acme"]["staff"][0])
    customer, address = invite(staff, installation, "acme", "")
    guest = browse()
    person = join(guest, mails, address, PASSWORD)
    sign_in(guest, installation.url("acme", "/portal"), person)
    expect(guest.get_by_text("Account Balance")).to_be_visible()

    staff.goto(installation.url("acme", "/setup/customers"))
    row = staff.locator("tbody tr").filter(has_text=customer).first
    expect(row).to_contain_text("Enabled")
    row.get_by_role("checkbox").check()
    staff.locator("#ticks summary").get_by_text("Actions").click()
    staff.get_by_role("button", name="Disable Portal Access").click()
    staff.get_by_role("dialog").get_by_role("button", name="DISABLE PORTAL FOR 1 RECORD").click()
    expect(staff.get_by_role("status").first).to_contain_text(
        "Portal access for the selected customer(s) has been disabled."
    )
    guest.reload()
    expect(guest.get_by_role("heading", name="Sign in")).to_be_visible()

"""From the mail about an invoice to its payment, without an account and JavaScript (M10)."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import link_in, mail_to, rich, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


def test_the_mails_link_pays_the_invoice_until_staff_revoke_it(installation, demo, browse, mails):
    staff, guest = browse(), browse(java_script_enabled=False)
    sign_in(staff, installation.url("acme", "/setup"), demo["acme"]["staff"][0])
    staff.goto(installation.url("acme", "/setup/customers/C-1003/invoices"))
    staff.locator("tbody tr", has_text="Posted").first.locator("a").first.click()
    invoice_id = staff.locator("h1").inner_text().rpartition(" ")[2]
    staff.get_by_role("link", name=re.compile("Mail invoice|Send again")).click()
    staff.get_by_role("button", name="SEND").click()
    mail = mail_to(mails, rich(demo)["email"], invoice_id)
    link = link_in(mail, "/portal/pay-now/")

    guest.goto(link)
    expect(guest.get_by_role("heading", name=f"Invoice {invoice_id}")).to_be_visible()
    guest.get_by_role("link", name=re.compile("^Pay ")).click()
    guest.locator("input[name=number]").fill("5555555555554444")
    guest.locator("input[name=expiry]").fill("12/39")
    guest.locator("input[name=holder]").fill("Ada King")
    guest.get_by_role("button").last.click()
    expect(guest.get_by_text("Mastercard •••• 4444")).to_be_visible()
    guest.get_by_role("button", name=re.compile("^Pay ")).click()
    expect(guest.get_by_role("heading", name="Success")).to_be_visible()
    assert mail_to(mails, rich(demo)["email"], "Receipt")

    staff.get_by_role("link", name="Revoke Pay Now link").click()
    staff.get_by_role("button", name="REVOKE").click()
    expect(staff.get_by_text("no longer work")).to_be_visible()
    guest.goto(link)
    expect(guest.get_by_role("heading", name="This link no longer works")).to_be_visible()

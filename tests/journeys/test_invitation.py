"""The whole road from staff's invitation to a signed-in portal user, and back out again."""

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import link_in, mail_to, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PASSWORD = "nine quiet lanterns"


def test_invited_registered_confirmed_disabled(installation, demo, browse, mails):
    staff = browse()
    sign_in(staff, installation.url("acme", "/setup"), demo["acme"]["staff"][0])
    staff.goto(installation.url("acme", "/setup/customers"))
    row = staff.locator("tbody tr").filter(has_text="Not invited").first
    customer = row.get_by_role("link").first.inner_text()
    row.locator("details.menu summary").click()
    row.get_by_role("link", name="Send Portal Invite").click()
    dialog = staff.get_by_role("dialog")
    expect(dialog).to_contain_text("Invite Customer to Customer Portal")
    dialog.get_by_role("button", name="SEND").click()
    expect(staff.get_by_role("status").first).to_contain_text("invitation has been sent")

    mail = next(mail for mail in [mail_to(mails, "", "nvit")])
    address = mail["to"][0] if isinstance(mail["to"], list) else mail["to"]
    guest = browse()
    guest.goto(link_in(mail, "/portal/registration/"))
    guest.get_by_label("Password", exact=True).fill(PASSWORD)
    guest.get_by_label("Password again").fill(PASSWORD)
    guest.get_by_role("button", name="Register").click()
    expect(guest.get_by_role("heading", name="Check your mail")).to_be_visible()
    guest.goto(link_in(mail_to(mails, address, "onfirm"), "/portal/confirmation/"))
    guest.get_by_role("button", name="Confirm").click()
    sign_in(guest, installation.url("acme", "/portal"), {"email": address, "password": PASSWORD})
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

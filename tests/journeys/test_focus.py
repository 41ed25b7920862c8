"""A real cloud bill, imported, billed and read by the customer it belongs to.

Runs with FOCUS_SAMPLE=PATH in the environment; the file is not part of the project.
"""

import json
import os

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import invite, join, link_in, mail_to, sign_in

pytestmark = pytest.mark.journey
SAMPLE = os.environ.get("FOCUS_SAMPLE")
PASSWORD = "nine quiet lanterns"


BOSS = "boss@issuer.example"


@pytest.mark.skipif(not SAMPLE, reason="FOCUS_SAMPLE names no file")
def test_orion_zenith_reads_its_usages_and_invoice(installation, browse, mails):
    words = ["import", "focus", SAMPLE, "--by-issuer", "--bill", "2024-09", "--json"]
    report = json.loads(installation.portico(*words, "--admin-email", BOSS))
    assert (report["read"], report["stored"], report["refused"]) == (1000, 1000, 0)
    assert json.loads(installation.portico(*words))["stored"] == 0
    issuer = next(each["subdomain"] for each in report["tenants"] if each["customers"] == 59)

    staff = browse()
    installation.portico("tenants", "invite", issuer, BOSS)
    staff.goto(link_in(mail_to(mails, BOSS, ""), "/setup/password/"))
    staff.get_by_label("Password").first.fill(PASSWORD)
    staff.get_by_role("button").last.click()
    sign_in(staff, installation.url(issuer, "/setup"), {"email": BOSS, "password": PASSWORD})
    _, address = invite(staff, installation, issuer, "Orion Zenith")

    page = browse()
    sign_in(page, installation.url(issuer, "/portal"), join(page, mails, address, PASSWORD))
    page.goto(installation.url(issuer, "/portal/invoices"))
    expect(page.locator("td.money").get_by_text("$1.34").first).to_be_visible()
    page.goto(installation.url(issuer, "/portal/usages"))
    expect(page.get_by_text("215 records")).to_be_visible()

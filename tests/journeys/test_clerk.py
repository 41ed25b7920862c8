"""The accounts clerk: see what is owed, get the PDF, pay and be gone."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.steps import clerk, fetched, link_in, mail_to, sign_in

pytestmark = pytest.mark.journey


def cents(text):
    return int(re.sub(r"[^0-9]", "", text))


def test_pays_two_invoices_and_sees_it_everywhere(installation, demo, browse):
    page = browse()
    sign_in(page, installation.url("acme", "/portal"), clerk(demo))
    balance = page.locator(".balance dd b").first
    before = cents(balance.inner_text())
    page.get_by_role("link", name="Make Payment").click()
    expect(page.get_by_role("heading", name="Make a Payment")).to_be_visible()
    page.locator("input[name=payment_method_id]").first.check()
    boxes = page.locator("input[name=invoice_id]:not([disabled])")
    chosen = [boxes.nth(n).get_attribute("value") for n in range(2)]
    for invoice_id in chosen:
        page.locator(f"input[name=invoice_id][value='{invoice_id}']").check()
    page.get_by_role("button", name="Review").click()
    pay = page.get_by_role("button", name=re.compile("^Pay "))
    amount = cents(pay.inner_text())
    pay.click()
    expect(page.get_by_role("heading", name="Success")).to_be_visible()
    number = page.get_by_text(re.compile(r"PT-\d+")).first.inner_text()
    page.goto(installation.url("acme", "/portal/payments"))
    assert cents(page.locator(".balance dd b").first.inner_text()) == before - amount
    expect(page.get_by_role("link", name=re.search(r"PT-\d+", number)[0])).to_be_visible()
    for invoice_id in chosen:
        page.goto(installation.url("acme", f"/portal/invoices/{invoice_id}"))
        expect(page.locator(".pill").first).to_have_text("Paid")


def test_opens_the_last_invoice_and_its_pdf(installation, demo, browse):
    page = browse()
    sign_in(page, installation.url("acme", "/portal"), clerk(demo))
    page.get_by_role("link", name="View Last Invoice").click()
    invoice_id = page.url.rpartition("/")[2]
    body = fetched(page, f"/portal/invoices/{invoice_id}.pdf")
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(body)).pages)
    assert invoice_id in text


def test_changes_the_company_without_signing_out(installation, demo, browse):
    page = browse()
    person = clerk(demo)
    sign_in(page, installation.url("acme", "/portal"), person)
    selector = page.locator("details.who")
    here = selector.locator("summary").inner_text()
    selector.locator("summary").click()
    selector.locator("button:not([aria-current])").first.click()
    expect(page.locator("details.who summary")).not_to_have_text(here)


def test_exports_usage_and_fetches_it_from_the_mail(installation, demo, browse, mails):
    page = browse()
    person = clerk(demo)
    sign_in(page, installation.url("acme", "/portal/usages"), person)
    page.goto(installation.url("acme", "/portal/usages"))
    page.get_by_role("link", name="Export Usage Records").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("link", name="Download")).to_be_visible(timeout=60_000)
    address = link_in(mail_to(mails, person["email"], "xport"), "/portal/exports/")
    stranger = browse()
    stranger.goto(address)
    expect(stranger.get_by_role("heading", name="Sign in")).to_be_visible()
    sign_in(stranger, address, person)
    with stranger.expect_download() as download:
        stranger.get_by_role("link", name="Download").click()
    body = download.value.path().read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    assert sheet["A1"].value == "Usage ID"
    assert sheet.max_row > 1


def test_pays_without_javascript(installation, demo, browse):
    page = browse(java_script_enabled=False)
    sign_in(page, installation.url("initech", "/portal"), clerk(demo, "initech"))
    expect(page.get_by_role("link", name="Invoices", exact=True)).to_be_visible()
    page.goto(installation.url("initech", "/portal/payments/new"))
    page.locator("input[name=payment_method_id]").first.check()
    page.locator("input[name=invoice_id]:not([disabled])").first.check()
    page.get_by_role("button", name="Review").click()
    page.get_by_role("button", name=re.compile("^Pay ")).click()
    expect(page.get_by_role("heading", name="Success")).to_be_visible()

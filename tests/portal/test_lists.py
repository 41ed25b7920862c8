import pytest

from billing.ledger.invoice import Invoice
from config.database import db
from tests import ledger


def test_invoices_page_shows_what_is_owed(jane):
    page = jane.get("/portal/invoices").text
    assert "$475.00" in page
    assert "of it past due $300.00" in page
    assert "INV-3" in page and "INV-4" not in page
    assert "CANARY" not in page


@pytest.mark.parametrize("tab", ["invoices", "payments", "credits", "usages"])
def test_every_tab_answers(jane, tab):
    answer = jane.get(f"/portal/{tab}")
    assert answer.status_code == 200
    assert "CANARY" not in answer.text


@pytest.mark.parametrize(
    "address",
    ["/portal/invoices/INV-2", "/portal/payments/PAY-1", "/portal/credits/CR-1",
     "/portal/usages/U-2"],
)
def test_every_record_has_a_page(jane, address):
    assert jane.get(address).status_code == 200


def test_draft_and_neighbour_are_as_unknown(jane):
    answers = [jane.get(f"/portal/invoices/{name}") for name in ("INV-4", "CANARY-B-INV", "none")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def test_nobody_is_sent_to_sign_in(visit, cast):
    answer = visit("acme").get("/portal/invoices")
    assert answer.status_code == 302
    assert answer.location.startswith("/portal/login")


def test_pdf_of_an_invoice(jane):
    answer = jane.get("/portal/invoices/INV-2.pdf")
    assert answer.data.startswith(b"%PDF")


def test_choosing_another_customer_changes_what_is_shown(jane):
    assert jane.post("/portal/company", {"customer_id": "C-1003"}).status_code == 302
    page = jane.get("/portal/invoices").text
    assert "Castor Works" in page and "INV-2" not in page


def test_a_customer_out_of_reach_cannot_be_chosen(jane):
    assert jane.post("/portal/company", {"customer_id": "C-1002"}).status_code == 404


def test_a_payment_by_somebody_else_counts_without_its_number(cast, jane):
    with cast.within():
        late = Invoice.locked(["INV-3"])[0]
        ledger.payment("PAY-PARENT", "C-1004", 5_000, {late: 5_000})
        db.session.commit()
    page = jane.get("/portal/invoices/INV-3").text
    assert "PAY-PARENT" not in page and "$50.00" in page

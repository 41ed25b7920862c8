"""Pay Now (M10, D12): a link shows and pays one invoice, without an account."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from billing.ledger import pay_now
from billing.ledger.invoice import Invoice
from billing.ledger.payment_method import PaymentMethod
from config.database import db
from mailers import payment_declined
from mailers.mail import Mail
from tests.billing.gateways.stripe.fake import numbers, setups
from tests.till import hidden
from tests.vendors import cardconnect, stripe, stripe_server  # noqa: F401


@pytest.fixture
def link(cast):
    """The address that the mail about INV-2 leads to."""
    return address(cast, "INV-2")


@pytest.fixture
def guest(visit):
    return visit("acme")


def address(cast, invoice_id, tenant_id=None):
    with cast.within(tenant_id) as site:
        record = db.session.get_one(Invoice, (site.tenant_id, invoice_id))
        return f"/portal/pay-now/{pay_now.token(record)}"


def reviewed(guest, link, name="visa"):
    """The review page's form, back from the gateway's field with its ready token."""
    page = guest.get(f"{link}/review?token=tm_{name}")
    assert page.status_code == 200, page.status_code
    return hidden(page.text)


def paid(guest, link, name="visa"):
    answer = guest.post(f"{link}/payment", reviewed(guest, link, name))
    assert answer.status_code == 303, answer.status_code
    return guest.get(answer.location)


def test_a_guest_sees_one_invoice_and_pays_it(till, guest, link, cast):
    page = unescape(guest.get(link).text)
    for told in ("Invoice INV-2", "Atlas Orion", "Acme Cloud", "$300.00", "past due"):
        assert told.lower() in page.lower(), told
    assert "INV-3" not in page and "Visa" not in page and "jane" not in page.lower()
    assert guest.get(f"{link}/invoice.pdf").data.startswith(b"%PDF")
    leads = guest.get(f"{link}/method")
    assert leads.status_code == 302
    assert leads.location.startswith(cast.app.config["TEST_GATEWAY_URL"])
    assert "You paid $300.00." in paid(guest, link).text
    payment, = till.payments()
    assert (payment.status, payment.applied_amount) == ("Processed", 30_000)
    assert till.invoice("INV-2").status == "Paid"
    assert len(till.charges()) == 1
    page = guest.get(link).text
    assert "Nothing is left to pay" in page and f"{link}/method" not in page


def test_the_form_sent_twice_pays_once(till, guest, link):
    form = reviewed(guest, link)
    first, second = (guest.post(f"{link}/payment", form) for _ in range(2))
    assert first.location == second.location
    assert len(till.charges()) == len(till.attempts()) == 1


def test_what_was_entered_is_kept_for_nobody(till, guest, link, jane, cast):
    """The method pays this once: nobody finds it among the saved ones, nor pays with its id."""
    paid(guest, link)
    with cast.within():
        method = db.session.query(PaymentMethod).filter_by(status="One-time").one()
        key = method.payment_method_id
    assert key not in jane.get("/portal/payments/new").text
    chosen = {"payment_method_id": key, "invoice_id": "INV-3"}
    assert jane.get("/portal/payments/review", query_string=chosen).status_code == 409
    attempt, = till.attempts()
    assert jane.get(f"/portal/payments/attempts/{attempt.attempt_id}").status_code == 200


def test_a_card_that_the_gateway_does_not_save_is_entered_again(guest, link):
    page = guest.get(f"{link}/review?token=tm_never_heard_of")
    assert page.status_code == 422
    assert "Please enter it again" in page.text and "/fields/" in page.text


def test_with_stripe_the_field_is_on_its_own_page_alone(till, guest, link, stripe):  # noqa: F811
    page = guest.get(f"{link}/method")
    assert "https://js.stripe.com" in page.headers["Content-Security-Policy"]
    assert "js.stripe.com" not in guest.get(link).headers["Content-Security-Policy"]
    assert f'action="{link}/review"' in page.text and stripe.secret_key not in page.text
    secret = re.search(r'data-client-secret="([^"]+)"', page.text)[1]
    setup = setups.entered(stripe.ledger, secret, numbers.VISA)
    review = guest.post(f"{link}/review", {"setup_intent": setup["id"]})
    answer = guest.post(f"{link}/payment", hidden(review.text))
    assert "You paid $300.00." in guest.get(answer.location).text
    assert stripe.ledger.taken() == 30_000


def test_with_cardconnect_its_frame(guest, link, cardconnect):  # noqa: F811
    page = guest.get(f"{link}/method")
    assert "<iframe" in page.text and f'action="{link}/review"' in page.text
    assert f"frame-src 'self' {cardconnect.url};" in page.headers["Content-Security-Policy"]


def test_a_decline_says_why_and_the_next_card_pays(till, guest, link):
    page = paid(guest, link, "insufficient_funds").text
    assert "not enough funds" in page and f"{link}/method" in page
    assert "You paid $300.00." in paid(guest, link).text
    assert [charge["state"] for charge in till.charges()] == ["declined", "approved"]


def test_letters_go_to_the_billing_contact_and_lead_back_to_the_link(till, guest, link, cast):
    paid(guest, link, "insufficient_funds")
    paid(guest, link)
    with cast.within():
        declined, receipt = db.session.scalars(select(Mail).order_by(Mail.created_date)).all()
        assert [(each.template, each.recipient) for each in (declined, receipt)] == [
            ("payment_declined", "jane@atlas.example"), ("payment_receipt", "jane@atlas.example")]
        assert payment_declined.context(declined)["action_url"].endswith(link)


def test_no_second_payment_while_the_first_is_unknown(till, guest, link):
    form = reviewed(guest, link)
    assert "are waiting for the answer" not in (page := paid(guest, link, "error_after").text)
    assert "has not reached us" in page
    assert guest.post(f"{link}/payment", form).status_code == 409
    page = guest.get(link).text
    assert "cannot be paid again" in page and f"{link}/method" not in page
    assert len(till.charges()) == 1


def test_the_bank_wants_a_confirmation(till, guest, link):
    page = unescape(paid(guest, link, "3ds").text)
    action = re.search(r'href="(http[^"]+)" rel="noreferrer"', page)[1]
    back = till.answer_at_the_bank(action, "confirm")
    assert back.startswith(f"{guest.base}{link}/payments/")
    assert "You paid $300.00." in guest.get(back.removeprefix(guest.base)).text


@pytest.mark.parametrize("change", [
    lambda link: link[:-1] + ("A" if link[-1] != "A" else "B"),
    lambda link: link.replace("INV-2", "INV-3"),
    lambda link: link.replace("INV-2.1.", "INV-2.2."),
    lambda link: link.rpartition(".")[0],
], ids=["mark", "invoice", "version", "no mark"])
def test_a_link_that_we_never_made_is_not_found(guest, link, change):
    for below in ("", "/method", "/review", "/invoice.pdf"):
        assert guest.get(change(link) + below).status_code == 404


def test_nobody_tries_one_card_after_the_other(guest, link, cast):
    tried = [guest.get(f"{link}/review?token=tm_never_heard_of").status_code for _ in range(21)]
    assert tried == [422] * 20 + [429]
    assert guest.post(f"{link}/payment", {"attempt_id": ""}).status_code == 429
    assert guest.get(link).status_code == 200
    assert guest.get(f"{address(cast, 'INV-3')}/review?token=tm_visa").status_code == 200


def test_a_neighbours_link_opens_nothing_here(guest, cast):
    assert guest.get(address(cast, "CANARY-initech-INV", cast.initech)).status_code == 404


def test_a_revoked_link_opens_nothing_and_the_next_one_does(guest, link, cast):
    form = reviewed(guest, link)
    with cast.within():
        pay_now.revoke(db.session.get_one(Invoice, (cast.acme, "INV-2")))
        db.session.commit()
    for below in ("", "/method", "/review", "/invoice.pdf"):
        page = guest.get(link + below)
        assert page.status_code == 410 and "INV-2" not in page.text.replace(link, "")
    assert guest.post(f"{link}/payment", form).status_code == 410
    assert guest.get(address(cast, "INV-2")).status_code == 200


def test_what_was_entered_for_one_invoice_pays_no_other(till, guest, link, cast):
    form = reviewed(guest, link)
    other = address(cast, "INV-3")
    assert guest.post(f"{other}/payment", form | {"amount": "20000"}).status_code == 400
    assert guest.post(f"{link}/payment", form | {"amount": "1"}).status_code == 409
    assert guest.post(f"{link}/payment", form | {"method": "made-up"}).status_code == 400
    assert till.attempts() == []

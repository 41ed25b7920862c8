"""Adding a payment method with Stripe and with CardConnect, as far as a page without a script goes;
what their scripts do is tried in tests/journeys/test_method_entry.py (M3, security C11).
"""

import re

import pytest
from sqlalchemy import select

from billing.ledger.method_errand import MethodErrand
from billing.ledger.payment_method import PaymentMethod
from config import clock
from config.database import db
from config.headers import POLICY
from tests.billing.gateways.stripe.fake import numbers, setups
from workers import methods

HERE = "/portal/account/payment-methods"
NEW, ADDED = f"{HERE}/new", f"{HERE}/added"
DEBIT = "036001808/000123453123"


def data(page, name):
    return re.search(rf'data-{name}="([^"]+)"', page.text)[1]


def saved(cast):
    with cast.within():
        found = db.session.scalars(
            select(PaymentMethod).where(PaymentMethod.gateway.in_(["stripe", "cardconnect"])))
        return [(each.label, each.type, each.status) for each in found]


def run_errands(cast):
    """As a worker does, of all that are due."""
    with cast.within():
        due = db.session.scalars(
            select(MethodErrand.errand_id).where(MethodErrand.due_at <= clock.now())).all()
    for errand_id in due:
        with cast.app.app_context():
            methods.run(cast.acme, str(errand_id))
    return len(due)


def test_only_the_page_with_stripes_field_may_load_stripes_script(jane, stripe):
    page = jane.get(NEW)
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self' https://js.stripe.com https://*.js.stripe.com;" in policy
    assert "connect-src 'self' https://api.stripe.com;" in policy and "default-src 'none'" in policy
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert data(page, "publishable-key") == stripe.publishable_key
    assert stripe.secret_key not in page.text and 'name="number"' not in page.text
    for other in (HERE, "/portal/payments/new", ADDED):
        headers = jane.get(other).headers
        assert (headers["Content-Security-Policy"] == POLICY) == (other != ADDED)


def entered(jane, stripe, number=numbers.VISA):
    """What Stripe's script hands back once the payer has entered that."""
    setup = setups.entered(stripe.ledger, data(jane.get(NEW), "client-secret"), number)
    return {"setup_intent": setup["id"]}


def test_a_card_entered_at_stripe_is_saved_and_paid_with(cast, jane, till, stripe):
    assert jane.post(NEW, entered(jane, stripe)).status_code == 303
    assert saved(cast) == [("Visa •••• 4242", "card", "Active")]
    assert "Success" in till.pay(jane, "INV-2", method="PM-1001").page.text
    assert stripe.ledger.taken() == 30_000


def test_after_a_page_of_the_bank_stripe_leads_back_by_the_address(cast, jane, stripe):
    back = {**entered(jane, stripe), "redirect_status": "succeeded", "chosen": "invoice_id=INV-2"}
    assert jane.get(ADDED, query_string=back).location.endswith("PM-1001&invoice_id=INV-2")
    assert len(saved(cast)) == 1


def test_a_bank_account_waits_until_stripe_has_verified_it(cast, jane, stripe):
    answer = entered(jane, stripe, numbers.MICRO)
    for _ in range(2):
        assert jane.post(NEW, answer).status_code == 303
    page = jane.get(HERE).text
    assert "It can be used once it is verified." in page and "Waits to be verified" in page
    assert jane.post(f"{HERE}/PM-1001/default", {"default": "on"}).status_code == 409
    assert "PM-1001" not in jane.get("/portal/payments/new").text
    assert run_errands(cast) == 1 and saved(cast)[0][2] == "Pending"
    setups.finished(stripe.ledger, stripe.ledger.things[answer["setup_intent"]])
    assert run_errands(cast) == 0
    with clock.travelled(minutes=2):
        assert run_errands(cast) == 1
    assert saved(cast) == [("STRIPE TEST BANK •••• 4440", "bank account", "Active")]
    with clock.travelled(days=1):
        assert run_errands(cast) == 0


def test_stripes_word_that_it_is_verified_is_not_waited_for(cast, jane, stripe):
    answer = entered(jane, stripe, numbers.MICRO)
    jane.post(NEW, answer)
    run_errands(cast)
    setups.finished(stripe.ledger, stripe.ledger.things[answer["setup_intent"]])
    with cast.within():
        methods.heard("seti_of_somebody_else")
        methods.heard(answer["setup_intent"])
    assert run_errands(cast) == 1 and saved(cast)[0][2] == "Active"


def test_a_bank_account_that_is_never_verified_goes(cast, jane, stripe):
    answer = entered(jane, stripe, numbers.MICRO)
    jane.post(NEW, answer)
    setup = stripe.ledger.things[answer["setup_intent"]]
    setup |= {"status": "requires_payment_method", "next_action": None}
    assert run_errands(cast) == 1 and saved(cast)[0][2] == "Deleted"


def test_a_card_that_its_bank_refuses_is_told_and_can_be_entered_again(cast, jane, stripe):
    answer = jane.post(NEW, entered(jane, stripe, numbers.REFUSED_AT_ONCE))
    assert answer.status_code == 422 and "Your bank declined" in answer.text
    assert data(answer, "client-secret") and saved(cast) == []


def test_a_deleted_method_is_detached_at_stripe_once_no_payment_is_open(cast, jane, till, stripe):
    jane.post(NEW, entered(jane, stripe, numbers.BANK))
    till.pay(jane, "INV-2", method="PM-1001")
    method, = (each for each in stripe.ledger.all("payment_method"))
    assert jane.post(f"{HERE}/PM-1001/delete").status_code == 302
    assert run_errands(cast) == 1 and method["customer"]
    with cast.within():
        db.session.execute(db.text("update payment_attempt set state = 'approved'"))
        db.session.commit()
    with clock.travelled(hours=2):
        assert run_errands(cast) == 1 and method["customer"] is None
        assert run_errands(cast) == 0


def typed(jane, cardconnect, number="4111111111111111", **more):
    """The form of our page with what CardConnect's frame has told it."""
    kind = "bank account" if "/" in number else "card"
    page = jane.get(NEW, query_string={"kind": kind})
    ticket = re.search(r'name="ticket" value="([^"]+)"', page.text)[1]
    told = cardconnect.fake.book.enter(number, None if "/" in number else "203512")
    return {"kind": kind, "ticket": ticket, "token": told["message"], "name": "Ada King",
            "expiry": told.get("expiry", ""), **more}


def test_only_the_page_with_cardconnects_frame_may_show_it(jane, cardconnect):
    page = jane.get(NEW)
    policy = page.headers["Content-Security-Policy"]
    assert f"frame-src 'self' {cardconnect.url};" in policy and "script-src 'self';" in policy
    assert f'src="{cardconnect.url}/itoke/ajax-tokenizer.html?' in page.text
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("number", "label"),
    [("4111111111111111", "Visa •••• 1111"), (DEBIT, "Checking •••• 3123")], ids=["card", "bank"],
)
def test_what_is_entered_at_cardconnect_is_saved_and_paid_with(
    cast, jane, till, cardconnect, number, label
):
    assert jane.post(NEW, typed(jane, cardconnect, number)).status_code == 303
    assert [each[0] for each in saved(cast)] == [label]
    assert till.pay(jane, "INV-2", method="PM-1001").page.status_code == 200
    assert cardconnect.fake.book.taken() == 30_000


def test_the_same_form_twice_saves_one(cast, jane, cardconnect):
    form = typed(jane, cardconnect)
    assert [jane.post(NEW, form).status_code for _ in range(2)] == [303, 303]
    assert len(saved(cast)) == len(cardconnect.fake.book.profiles) == 1


def test_what_is_not_taken_is_entered_again_and_the_rest_stays(cast, jane, cardconnect):
    answer = jane.post(NEW, typed(jane, cardconnect, postal="02110", ticket="another's"))
    assert answer.status_code == 422 and saved(cast) == []
    assert 'value="Ada King"' in answer.text and 'value="02110"' in answer.text


def test_a_deleted_method_is_forgotten_at_cardconnect_though_it_fails_at_first(
    cast, jane, cardconnect
):
    jane.post(NEW, typed(jane, cardconnect))
    jane.post(f"{HERE}/PM-1001/delete")
    whole = cardconnect.fake.urls
    cardconnect.fake.urls = type(whole)([])
    assert run_errands(cast) == 1 and len(cardconnect.fake.book.profiles) == 1
    cardconnect.fake.urls = whole
    with clock.travelled(minutes=2):
        assert run_errands(cast) == 1
    assert cardconnect.fake.book.profiles == {}

"""“Add Payment Method” at the Test gateway: its page, the way back, what is saved (M1, M3)."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from sqlalchemy import select

from billing.ledger.payment_method import PaymentMethod
from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db
from tenants.payment_setup import PaymentSetup
from tests.billing.gateways.running import browse

HERE = "/portal/account/payment-methods"
NEW, ADDED = f"{HERE}/new", f"{HERE}/added"
VISA = {"type": "card", "number": "5555 5555 5555 4444", "expiry": "12/39", "holder": "Ada King"}
BANK = {"type": "bank account", "number": "000123456789", "routing": "110000000", "holder": "Ada"}


def field_of(page):
    """The gateway's own page that ours leads to."""
    return html.unescape(re.search(r'class="button primary" href="(http[^"]+/fields/[^"]+)"',
                                   page.text)[1])


def entered(visitor, form=VISA, address=NEW):
    """The way back from the gateway, once the payer has entered that there."""
    status, headers, _ = browse(field_of(visitor.get(address)), form)
    assert status == 303
    parts = urlsplit(headers["Location"])
    assert f"{parts.scheme}://{parts.netloc}" == visitor.base
    return f"{parts.path}?{parts.query}"


def saved(cast, customer_id="C-1001"):
    """All of the customer's, but the one that it came with."""
    with cast.within():
        return [
            (each.payment_method_id, each.label, each.status, each.default, each.expiry)
            for each in db.session.scalars(
                select(PaymentMethod).where(PaymentMethod.customer_id == customer_id)
                .where(PaymentMethod.payment_method_id != "PM-1")
                .order_by(PaymentMethod.payment_method_id))
        ]


def allow(cast, **changes):
    with cast.within():
        setup = db.session.scalar(select(PaymentSetup))
        customer = db.session.get(Customer, (cast.acme, "C-1001"))
        for name, value in changes.items():
            setattr(setup if hasattr(setup, name) else customer, name, value)
        db.session.commit()


def test_a_card_entered_at_the_gateway_is_saved_and_paid_with(cast, jane, till):
    assert NEW in jane.get(HERE).text
    answer = jane.get(entered(jane))
    assert (answer.status_code, answer.location) == (303, HERE)
    assert "Mastercard •••• 4444 has been added." in jane.get(HERE).text
    assert saved(cast) == [("PM-1001", "Mastercard •••• 4444", "Active", False, "2039-12")]
    assert "Success" in till.pay(jane, "INV-2", method="PM-1001").page.text


def test_the_same_way_back_twice_saves_one(cast, jane):
    back = entered(jane)
    assert [jane.get(back).status_code for _ in range(3)] == [303] * 3
    assert len(saved(cast)) == 1


def test_the_way_back_eight_times_at_once_saves_one(cast, visit, jane):
    back = entered(jane)
    visitors = [visit("acme").at_portal(cast.jane) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda each: each.get(back).status_code, visitors))
    assert answers == [303] * 8 and len(saved(cast)) == 1


def test_what_was_deleted_since_is_not_saved_by_an_old_way_back(cast, jane):
    back = entered(jane)
    jane.get(back)
    jane.post(f"{HERE}/PM-1001/delete")
    answer = jane.get(back)
    assert answer.status_code == 409 and "was removed" in answer.text
    assert [status for _, _, status, _, _ in saved(cast)] == ["Deleted"]


def test_the_first_one_is_the_default(cast, jane):
    jane.post(f"{HERE}/PM-1/delete")
    jane.get(entered(jane, BANK))
    jane.get(entered(jane))
    assert [(label, default) for _, label, _, default, _ in saved(cast)] == [
        ("Test Bank •••• 6789", True), ("Mastercard •••• 4444", False)]


def test_from_make_a_payment_and_back_with_all_that_was_chosen(jane):
    page = jane.get("/portal/payments/new")
    assert re.search(rf'formaction="{NEW}" formnovalidate name="pay"', page.text)
    chosen = "payment_method_id=PM-1&invoice_id=INV-2&invoice_id=INV-3&amount.INV-2=12.50"
    answer = jane.get(entered(jane, address=f"{NEW}?{chosen}&pay=on"))
    back = urlsplit(answer.location)
    assert back.path == "/portal/payments/new"
    assert parse_qs(back.query) == {"payment_method_id": ["PM-1001"], "amount.INV-2": ["12.50"],
                                    "invoice_id": ["INV-2", "INV-3"]}
    page = jane.get(answer.location).text
    for name in ("PM-1001", "INV-2", "INV-3"):
        assert " checked" in re.search(rf'value="{name}"[^>]*>', page)[0]


def test_amounts_of_what_is_not_ticked_do_not_crowd_out_what_is(jane):
    """Without a script a form sends the amount of each of its hundred invoices."""
    others = "".join(f"&amount.INV-{number}=1234.50" for number in range(1000, 1100))
    chosen = f"invoice_id=INV-2&amount.INV-2=12.50{others}"
    answer = jane.get(entered(jane, address=f"{NEW}?{chosen}&pay=on"))
    assert parse_qsl(urlsplit(answer.location).query)[1:] == [
        ("invoice_id", "INV-2"), ("amount.INV-2", "12.50")]


@pytest.mark.parametrize("chosen", ["x=//evil.example", "%0d%0aSet-Cookie:a", "x=" + "y" * 4000],
                         ids=["host", "line", "long"])
def test_what_is_carried_along_leads_nowhere_else(jane, chosen):
    answer = jane.get(f"{ADDED}?token=tm_visa&chosen={chosen}")
    back = urlsplit(answer.location)
    assert (back.netloc, back.path, answer.status_code) == ("", "/portal/payments/new", 303)
    assert len(back.query) < 2200 and "\n" not in answer.location


@pytest.mark.parametrize(
    ("changes", "has", "lacks"),
    [({"bank_accounts": False}, "Card number", "Bank account"),
     ({"credit_enabled": False}, "Routing number", "Card number")],
    ids=["tenant", "customer"],
)
def test_only_the_kinds_that_are_allowed_can_be_entered(cast, jane, changes, has, lacks):
    allow(cast, **changes)
    page = browse(field_of(jane.get(NEW)))[2]
    assert has in page and lacks not in page


def test_where_nothing_is_allowed_nothing_can_be_added(cast, jane):
    allow(cast, cards=False, ach_enabled=False)
    assert NEW not in jane.get(HERE).text and NEW not in jane.get("/portal/payments/new").text
    assert jane.get(NEW).status_code == 404
    assert jane.get(f"{ADDED}?token=tm_visa").status_code == 404
    assert saved(cast) == []


@pytest.mark.parametrize("token", ["", "tm_nothing", "../numbers"], ids=["none", "unknown", "path"])
def test_an_invented_answer_saves_nothing(cast, jane, token):
    answer = jane.get(ADDED, query_string={"token": token})
    assert answer.status_code == 422 and "Please enter it again." in answer.text
    assert field_of(answer) and saved(cast) == []


def test_nobody_saves_what_another_customer_entered(cast, jane, visit):
    back = entered(jane)
    bruno = visit("acme").at_portal(cast.bruno)
    assert bruno.get(back).status_code == 422
    neighbour = visit("initech").at_portal(cast.initech_user)
    assert neighbour.get(back).status_code == 422
    assert [each for each in saved(cast, "C-1002") if "4444" in each[1]] == []


def test_a_gateway_that_does_not_answer_is_told_and_saves_nothing(cast, jane, app, monkeypatch):
    back = entered(jane)
    with monkeypatch.context() as cut:
        cut.setitem(app.config, "TEST_GATEWAY_URL", "http://127.0.0.1:1")
        for address in (NEW, back):
            answer = jane.get(address)
            assert answer.status_code == 503 and "cannot be reached" in answer.text
    assert saved(cast) == []
    assert jane.get(back).status_code == 303


def test_viewers_add_none(cast, jane):
    back = entered(jane)
    with cast.within():
        db.session.get_one(Contact, (cast.acme, "CT-1")).portal_role = "Viewer"
        db.session.commit()
    assert {jane.get(each).status_code for each in (NEW, back)} == {403}
    assert jane.post(NEW, {"token": "tm_visa"}).status_code == 403
    assert saved(cast) == []


def test_nobody_tries_a_list_of_cards(cast, jane, visit):
    answers = {jane.get(ADDED, query_string={"token": f"tm_guess{n}"}).status_code
               for n in range(30)}
    assert answers == {422}
    tried = [jane.post(NEW, {"token": "tm_guess"}).status_code for _ in range(31)]
    assert tried[-1] == 429 and jane.get(NEW).status_code == 429
    assert visit("acme").at_portal(cast.bruno).get(NEW).status_code == 200

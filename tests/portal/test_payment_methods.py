"""“Manage Payment Methods” (P20, M4): the default among them, and what may be deleted."""

import re
import threading
from datetime import datetime, timezone

import pytest
from sqlalchemy import select, update

from billing.ledger.payment_method import PaymentMethod
from billing.people.contact import Contact
from billing.people.customer import Customer
from config import clock
from config.database import db
from tests import ledger

HERE = "/portal/account/payment-methods"


@pytest.fixture
def second(cast):
    """A second card of Atlas Orion's, beside PM-1, its default."""
    with cast.within():
        ledger.method("PM-2", "C-1001", "tm_declined", last4="0002", brand="Mastercard",
                      expiry="2031-05", account_holder_name="Jane <b>Miller</b>")
        db.session.commit()
    return "PM-2"


def autopay(cast, on=True):
    with cast.within():
        db.session.get(Customer, (cast.acme, "C-1001")).auto_pay = on
        db.session.commit()


def of_atlas(cast):
    """{id: (status, is it the default)}"""
    with cast.within():
        found = db.session.scalars(
            select(PaymentMethod).where(PaymentMethod.customer_id == "C-1001"))
        return {each.payment_method_id: (each.status, each.default) for each in found}


def switches(page):
    """What each “Set As Default” says, top down."""
    return re.findall(r'role="switch" aria-checked="(\w+)"', page.text)


def test_each_is_told_by_brand_number_expiry_and_holder(jane, second):
    page = jane.get(HERE)
    for words in ("Visa •••• 4242", "Mastercard •••• 0002", "Expires 05/2031",
                  "Jane &lt;b&gt;Miller&lt;/b&gt;", "Set As Default", "Delete"):
        assert words in page.text
    assert page.text.index("4242") < page.text.index("0002")
    assert switches(page) == ["true", "false"]
    assert "tm_" not in page.text


@pytest.mark.parametrize(("moment", "words"), [
    (datetime(2031, 6, 1, 3, tzinfo=timezone.utc), "Expires 05/2031"),
    (datetime(2031, 6, 1, 5, tzinfo=timezone.utc), "Expired 05/2031"),
])
def test_a_card_is_good_to_the_end_of_its_month_in_the_companys_zone(
    cast, visit, second, moment, words
):
    with clock.frozen(moment):
        assert words in visit("acme").at_portal(cast.jane).get(HERE).text


def test_another_becomes_the_default(cast, jane, second):
    assert jane.post(f"{HERE}/PM-2/default", {"default": "on"}).location == HERE
    assert of_atlas(cast) == {"PM-1": ("Active", False), "PM-2": ("Active", True)}
    page = jane.get(HERE)
    assert "Mastercard •••• 0002 is the default payment method now." in page.text
    assert page.text.index("0002", page.text.index("<ul")) < page.text.index("4242")
    assert "checked" in re.search(r'value="PM-2"[^>]*>', jane.get("/portal/payments/new").text)[0]


def test_the_same_again_changes_nothing(cast, jane, second):
    for _ in range(2):
        assert jane.post(f"{HERE}/PM-1/default", {"default": "on"}).status_code == 302
    assert of_atlas(cast) == {"PM-1": ("Active", True), "PM-2": ("Active", False)}


def test_the_default_can_be_switched_off_without_autopay_only(cast, jane):
    autopay(cast)
    assert jane.post(f"{HERE}/PM-1/default", {"default": "off"}).status_code == 409
    assert of_atlas(cast) == {"PM-1": ("Active", True)}
    autopay(cast, on=False)
    assert jane.post(f"{HERE}/PM-1/default", {"default": "off"}).status_code == 302
    assert of_atlas(cast) == {"PM-1": ("Active", False)}


def test_a_deleted_one_is_gone_and_cannot_be_paid_with(cast, jane, till, second):
    form = till.reviewed(jane, "INV-2", method="PM-2")
    assert '<dialog id="delete-2"' in jane.get(HERE).text
    assert jane.post(f"{HERE}/PM-2/delete").location == HERE
    page = jane.get(HERE)
    assert "Mastercard •••• 0002 has been deleted." in page.text
    assert "PM-2" not in page.text and "PM-2" not in jane.get("/portal/payments/new").text
    late = jane.post("/portal/payments/review", form)
    assert late.status_code == 409 and "was removed" in late.text
    assert of_atlas(cast)["PM-2"] == ("Deleted", False)


def test_with_autopay_on_the_default_stays_and_the_page_says_what_to_do(cast, jane, second):
    autopay(cast)
    answer = jane.post(f"{HERE}/PM-1/delete")
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text and "cannot be deleted. Set another payment" in answer.text
    assert jane.post(f"{HERE}/PM-2/default", {"default": "on"}).status_code == 302
    assert jane.post(f"{HERE}/PM-1/delete").status_code == 302
    assert of_atlas(cast) == {"PM-1": ("Deleted", False), "PM-2": ("Active", True)}


def test_without_autopay_the_default_may_go(cast, jane):
    assert jane.post(f"{HERE}/PM-1/delete").status_code == 302
    assert "No payment method is saved" in jane.get(HERE).text
    assert of_atlas(cast) == {"PM-1": ("Deleted", False)}


def test_what_was_deleted_takes_no_more_orders(cast, jane, second):
    jane.post(f"{HERE}/PM-2/delete")
    assert jane.post(f"{HERE}/PM-2/delete").status_code == 409
    assert jane.post(f"{HERE}/PM-2/default", {"default": "on"}).status_code == 409
    assert of_atlas(cast)["PM-1"] == ("Active", True)


def test_a_neighbours_is_unknown(cast, jane):
    for verb in ("default", "delete"):
        theirs, nobodys = (jane.post(f"{HERE}/{each}/{verb}", {"default": "on"})
                           for each in ("CANARY-B-PM", "PM-999"))
        assert theirs.status_code == nobodys.status_code == 404
        assert theirs.text == nobodys.text


def test_viewers_neither_see_nor_change_them(cast, jane):
    with cast.within():
        db.session.execute(update(Contact).where(Contact.contact_id == "CT-1")
                           .values(portal_role="Viewer"))
        db.session.commit()
    assert jane.get(HERE).status_code == 403
    assert jane.post(f"{HERE}/PM-1/delete").status_code == 403
    assert jane.post(f"{HERE}/PM-1/default", {"default": "off"}).status_code == 403
    assert HERE not in jane.get("/portal/account").text
    assert of_atlas(cast) == {"PM-1": ("Active", True)}


def test_looking_changes_nothing(cast, jane):
    for verb in ("default", "delete"):
        assert jane.get(f"{HERE}/PM-1/{verb}").status_code == 405
    assert of_atlas(cast) == {"PM-1": ("Active", True)}


def test_two_who_choose_at_once_leave_one_default(cast, visit, second):
    """The database lets no two stand; neither of them meets its refusal."""
    visitors = {each: visit("acme").at_portal(cast.jane) for each in ("PM-1", "PM-2")}
    start, answers = threading.Barrier(2), []

    def choose(method_id):
        start.wait()
        answers.append(visitors[method_id].post(f"{HERE}/{method_id}/default", {"default": "on"}))

    for _ in range(5):
        threads = [threading.Thread(target=choose, args=(each,)) for each in visitors]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {answer.status_code for answer in answers} == {302}
    assert sorted(default for _, default in of_atlas(cast).values()) == [False, True]


def test_autopay_is_told_where_it_is_on_with_the_way_to_its_page(cast, jane):
    assert "Autopay" not in jane.get(HERE).text
    autopay(cast)
    page = jane.get(HERE).text
    assert "Autopay Future Invoices" in page and 'href="/portal/account/autopay"' in page
    assert switches(jane.get(HERE)) == ["true"]

"""Adding, changing and deleting customer accounts (A9, D20, D23)."""

import threading

import pytest

from billing.people import keeping
from billing.people.refusal import Refused
from config.database import db
from tests import ledger
from tests.setup.pages import change_customer, customer, messages, text

NEW = "/setup/new-customer"
DORA = "/setup/customers/C-1004"
FORM = {"new_id": "C-2001", "name": "Eos Labs", "status": "Active", "currency": "usd",
        "payment_terms": "30 days", "mail_wanted": "y", "credit_enabled": "y"}


def stamp(page):
    return page.split('name="stamp" type="hidden" value="')[1].split('"')[0]


def edited(stan, **more):
    """The form of Delta Holding as it is sent when only this is changed."""
    page = text(stan.get(f"{DORA}/edit"))
    return {"stamp": stamp(page), "name": "Delta Holding", "status": "Active", "currency": "USD",
            "billing_contact_id": "CT-4", "mail_wanted": "y", "edit_auto_pay": "y",
            "credit_enabled": "y", "ach_enabled": "y", **more}


def test_a_customer_is_added(cast, stan):
    assert messages(stan, stan.post(NEW, FORM)) == ["Customer 'Eos Labs' has been added."]
    with cast.within():
        made = customer("C-2001")
        assert (made.name, made.currency, made.created_by) == ("Eos Labs", "USD", "Stan Baker")
        assert made.delivery_preferences == {"print": False, "email": True}
        assert made.credit_enabled and not made.ach_enabled and not made.portal_enabled


def test_an_id_is_made_where_none_is_given(cast, stan):
    answer = stan.post(NEW, {**FORM, "new_id": ""})
    assert answer.location == "/setup/customers/CU-1001"


WRONG = [
    ({"new_id": "C-1001"}, "Another customer has this ID."),
    ({"new_id": "PT-7"}, "not beginning with PT-, PM- or ST-."),
    ({"new_id": ".."}, "Use letters, digits, dots"),
    ({"new_id": "a/b"}, "Use letters, digits, dots"),
    ({"name": " "}, "Enter a name."),
    ({"name": "n" * 121}, "Keep it to 120 characters."),
    ({"currency": "XQX"}, "Enter a currency's three letters"),
    ({"parent_customer": "C-9999"}, "No customer has this ID."),
    ({"parent_customer": "C-1005"}, "'Delta North' has a parent itself."),
    ({"bill_to_parent": "y"}, "Name the parent that it bills to."),
    ({"status": "Gone"}, "Not a valid choice"),
]


@pytest.mark.parametrize(("sent", "said"), WRONG)
def test_what_is_wrong_is_said_at_the_field_and_all_is_kept(cast, stan, sent, said):
    page = text(stan.post(NEW, {**FORM, "description": "Kept words", **sent}), 422)
    assert said in page and "Kept words" in page and 'value="30 days"' in page
    with cast.within():
        assert customer("C-2001") is None


def test_a_customer_is_changed(cast, stan):
    form = edited(stan, name="Delta Group", parent_customer="C-1001", print_wanted="y")
    with cast.within():
        for child in ("C-1005", "C-1006"):
            customer(child).parent_customer = None
        customer("C-1005").bill_to_parent = False
        db.session.commit()
    assert messages(stan, stan.post(f"{DORA}/edit", form)) == [
        "Customer 'Delta Group' has been saved."]
    with cast.within():
        assert customer("C-1004").parent_customer == "C-1001"
        assert customer("C-1004").delivery_preferences == {"print": True, "email": True}


def test_loops_and_second_levels_are_refused(stan):
    own = text(stan.post(f"{DORA}/edit", edited(stan, parent_customer="C-1004")), 422)
    assert "A customer cannot be its own parent." in own
    below = text(stan.post(f"{DORA}/edit", edited(stan, parent_customer="C-1001")), 422)
    assert "'Delta Holding' has children, so it cannot have a parent." in below


def test_two_who_make_each_other_their_parent_at_once(cast):
    start, told = threading.Barrier(2), []

    def adopt(child, parent):
        with cast.within():
            start.wait()
            try:
                keeping.check_parent(child, parent)
                customer(child).parent_customer = parent
                db.session.commit()
                told.append("done")
            except Refused:
                told.append("refused")

    pairs = [("C-1001", "C-1002"), ("C-1002", "C-1001")]
    threads = [threading.Thread(target=adopt, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", "refused"]


def test_who_saved_meanwhile_is_not_overwritten_unseen(cast, stan):
    form = edited(stan, name="Mine")
    change_customer(cast, "C-1004", name="Theirs")
    page = text(stan.post(f"{DORA}/edit", form), 422)
    assert "Somebody else has saved this meanwhile." in page and 'value="Mine"' in page
    assert "Stands now: Theirs" in page
    with cast.within():
        assert customer("C-1004").name == "Theirs"
    again = stan.post(f"{DORA}/edit", {**form, "stamp": stamp(page)})
    assert messages(stan, again) == ["Customer 'Mine' has been saved."]


def test_only_what_nothing_hangs_on_is_deleted(cast, stan):
    refused = stan.post("/setup/customers/C-1001/delete")
    assert messages(stan, refused) == [
        "'Atlas Orion' cannot be deleted: records belong to it. Make it inactive instead."]
    messages(stan, stan.post(NEW, FORM))
    assert "Delete customer" in text(stan.get("/setup/customers/C-2001/delete"))
    gone = stan.post("/setup/customers/C-2001/delete")
    assert messages(stan, gone) == ["Customer 'Eos Labs' has been deleted."]
    assert stan.get("/setup/customers/C-2001").status_code == 404


def test_autopay_is_switched_on_where_there_is_something_to_pay_with(cast, stan):
    refused = stan.post(f"{DORA}/edit", edited(stan, auto_pay="y"))
    assert "no default payment method" in text(refused, 422)
    with cast.within():
        ledger.method("PM-4", "C-1004", "tm_visa", default=True)
        db.session.commit()
    assert stan.post(f"{DORA}/edit", edited(stan, auto_pay="y")).status_code == 302
    with cast.within():
        assert customer("C-1004").auto_pay

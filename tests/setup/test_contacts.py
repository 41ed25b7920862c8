"""Adding, changing and deleting contacts; whose address changes is another person (A9, D6, D7)."""

import pytest

from billing.people import erasure
from config.database import db
from tests.setup.pages import contact, customer, messages, state, text
from tests.setup.test_customers_edit import stamp

ATLAS = "/setup/customers/C-1001"
TOM, JANE = f"{ATLAS}/contacts/CT-9", f"{ATLAS}/contacts/CT-1"
FORM = {"new_id": "CT-20", "display_name": "Ada Lovelace", "email": "ada@atlas.example",
        "portal_role": "", "portal_allowed": "y", "city": "London"}


def edited(stan, address, name, email, **more):
    page = text(stan.get(f"{address}/edit"))
    return {"stamp": stamp(page), "display_name": name, "email": email, "portal_role": "Payer",
            "portal_allowed": "y", **more}


def test_a_contact_is_added(cast, stan):
    answer = stan.post(f"{ATLAS}/new-contact", FORM)
    assert messages(stan, answer) == ["Contact 'Ada Lovelace' has been added."]
    with cast.within():
        made = contact("CT-20")
        assert (made.customer_id, made.portal_role, made.access) == (
            "C-1001", "Payer", "Not invited")
        assert customer("C-1001").billing_contact_id == "CT-1"


WRONG = [
    ({"email": "Ada@atlas.example"}, "must be in lower case letters only."),
    ({"email": "a@x.example, b@x.example"}, "has more than one e-mail address."),
    ({"email": "ada"}, "is not valid."),
    ({"display_name": ""}, "Enter a name."),
    ({"new_id": "CT-1"}, "Another contact has this ID."),
    ({"portal_role": "King"}, "Not a valid choice"),
]


@pytest.mark.parametrize(("sent", "said"), WRONG)
def test_what_is_wrong_is_said_at_the_field_and_all_is_kept(cast, stan, sent, said):
    page = text(stan.post(f"{ATLAS}/new-contact", {**FORM, **sent}), 422)
    assert said in page and 'value="London"' in page
    assert f'value="{sent.get("email", FORM["email"])}"' in page
    with cast.within():
        assert contact("CT-20") is None


def test_a_second_billing_contact_replaces_the_first_and_says_so(cast, stan):
    answer = stan.post(f"{ATLAS}/new-contact", {**FORM, "billing": "y"})
    assert messages(stan, answer) == [
        "Contact 'Ada Lovelace' has been added.",
        "'Ada Lovelace' is the billing contact now, instead of 'Jane Miller'."]
    with cast.within():
        assert customer("C-1001").billing_contact_id == "CT-20"
        assert contact("CT-20").portal_role == "Owner"


def test_other_fields_change_without_a_question(cast, stan, jane):
    form = edited(stan, JANE, "Jane Smith", "jane@atlas.example", billing="y", portal_role="Viewer")
    assert messages(stan, stan.post(f"{JANE}/edit", form)) == [
        "Contact 'Jane Smith' has been saved."]
    assert state(cast, "CT-1") == ("Enabled", True)
    assert jane.get("/portal/payments/new").status_code == 403


def test_another_address_is_asked_about_and_ends_the_sessions(cast, stan, jane):
    form = edited(stan, JANE, "Jane Miller", "other@atlas.example", billing="y", phone="+1 7")
    page = text(stan.post(f"{JANE}/edit", form))
    for said in ("jane@atlas.example becomes other@atlas.example", "sessions end at once",
                 "“Not invited”", 'name="phone" value="+1 7"', "CHANGE ADDRESS"):
        assert said in page
    assert state(cast, "CT-1") == ("Enabled", True)
    assert jane.get("/portal/invoices").status_code == 200
    answer = stan.post(f"{JANE}/edit", {**form, "sure": "1"})
    assert messages(stan, answer) == ["Contact 'Jane Miller' has been saved."]
    assert state(cast, "CT-1") == ("Not invited", True)
    assert jane.get("/portal/invoices").status_code == 302
    with cast.within():
        assert contact("CT-1").portal_user_id is None
        assert contact("CT-3").portal_user.email == "jane@atlas.example"


def test_who_was_never_invited_changes_address_at_once(cast, stan):
    form = edited(stan, TOM, "Tom Reed", "thomas@atlas.example")
    assert messages(stan, stan.post(f"{TOM}/edit", form)) == ["Contact 'Tom Reed' has been saved."]
    with cast.within():
        assert contact("CT-9").email == "thomas@atlas.example"


def test_who_saved_meanwhile_is_not_overwritten_unseen(cast, stan):
    form = edited(stan, TOM, "Mine", "tom@atlas.example")
    with cast.within():
        contact("CT-9").phone = "+49 30"
        db.session.commit()
    page = text(stan.post(f"{TOM}/edit", form), 422)
    assert "Somebody else has saved this meanwhile." in page and "Stands now: +49 30" in page


def test_an_unticked_billing_contact_leaves_none(cast, stan):
    form = edited(stan, JANE, "Jane Miller", "jane@atlas.example", portal_role="Owner")
    assert messages(stan, stan.post(f"{JANE}/edit", form))[1] == (
        "'Atlas Orion' has no billing contact now.")


def test_only_whom_nothing_knows_is_deleted(cast, stan):
    assert "cannot be deleted: it is a billing or shipping contact" in messages(
        stan, stan.post(f"{JANE}/delete"))[0]
    messages(stan, stan.post(f"{TOM}/invitation"))
    assert "has or had portal access" in messages(stan, stan.post(f"{TOM}/delete"))[0]
    messages(stan, stan.post(f"{ATLAS}/new-contact", FORM))
    ada = f"{ATLAS}/contacts/CT-20"
    assert messages(stan, stan.post(f"{ada}/delete")) == [
        "Contact 'Ada Lovelace' has been deleted."]


def test_a_neighbours_contact_is_nobody(stan):
    assert stan.get("/setup/customers/C-7001/contacts/CT-7/edit").status_code == 404
    assert stan.post(f"{ATLAS}/contacts/CT-2/edit", FORM).status_code == 404


def test_who_was_erased_is_not_written_again(cast, stan):
    form = edited(stan, TOM, "Tom Reed", "tom@atlas.example")
    with cast.within():
        erasure.erase(contact("CT-9"))
        db.session.commit()
    assert "have been erased already" in text(stan.post(f"{TOM}/edit", form), 422)
    with cast.within():
        assert contact("CT-9").email == ""

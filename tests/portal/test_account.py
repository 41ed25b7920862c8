"""“My account” (P20) and the company selector (R7)."""

import re

import pytest

from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db
from tests.cast import customer

NEW = "twelve brown sparrows"
DETAILS = {
    "phone": "+1 555 0100", "mobile": "+1 555 0101", "job_title": "Head of Accounts",
    "department": "Finance", "address1": "1 Main Street", "city": "Springfield", "zip": "01101",
}


def main(page):
    return page.text[page.text.index("<main"):page.text.index("</main>")]


def selector(page):
    """[(customer id, name, is it the chosen one)] as the header offers them; None: no choice."""
    panel = re.search(r'<details class="menu who">.*?</details>', page.text, re.S)
    if panel is None:
        return None
    return [
        (each, name, "aria-current" in more)
        for each, more, name in re.findall(
            r'<button class="item" name="customer_id" value="([^"]*)"([^>]*)>.*?<bdi>([^<]*)<',
            panel.group(), re.S)
    ]


def test_the_contacts_details_are_shown_to_read(cast, jane):
    with cast.within():
        contact = db.session.get(Contact, (cast.acme, "CT-1"))
        for name, value in DETAILS.items():
            setattr(contact, name, value)
        db.session.commit()
    page = main(jane.get("/portal/account"))
    for value in ("Jane Miller", "jane@atlas.example", "Atlas Orion (C-1001)", *DETAILS.values()):
        assert value in page
    assert "<input" not in page and "<form" not in page


def test_it_is_the_contact_of_the_chosen_customer(cast, jane):
    with cast.within():
        db.session.get(Contact, (cast.acme, "CT-3")).job_title = "Treasurer of Castor"
        db.session.commit()
    assert "Treasurer of Castor" not in main(jane.get("/portal/account"))
    jane.post("/portal/company", {"customer_id": "C-1003"})
    page = main(jane.get("/portal/account"))
    assert "Treasurer of Castor" in page and "Castor Works (C-1003)" in page


def test_it_leads_to_everything_of_ones_own(jane):
    page = main(jane.get("/portal/account"))
    for label in ("Manage Payment Methods", "Change Password", "Preferences", "Sessions"):
        assert label in page
    for href in re.findall(r'href="(/portal/account/[^"]*)"', page):
        assert jane.get(href).status_code == 200, href


def test_changing_the_password_keeps_this_session_and_is_told_by_mail(cast, jane, visit):
    page = main(jane.get("/portal/account/password"))
    assert re.findall(r"<label[^>]*>([^<]*)<", page) == ["Old password", "New password"]
    assert ">Save</button>" in page
    sent = {"old_password": cast.password, "new_password": NEW}
    assert jane.post("/portal/account/password", sent).location == "/portal/account"
    assert "signed out everywhere else" in jane.get("/portal/account").text
    old, new = (
        visit("acme").post("/portal/login", {"email": "jane@atlas.example", "password": each})
        for each in (cast.password, NEW)
    )
    assert (old.status_code, new.status_code) == (401, 302)


@pytest.mark.parametrize(("sent", "field"), [
    ({"old_password": "", "new_password": NEW}, "old_password"),
    ({"old_password": "not the old one", "new_password": NEW}, "old_password"),
    ({"old_password": "correct horse battery", "new_password": "short"}, "new_password"),
    ({"old_password": "correct horse battery", "new_password": ""}, "new_password"),
])
def test_a_wrong_password_is_told_at_its_field_and_changes_nothing(cast, jane, visit, sent, field):
    page = jane.post("/portal/account/password", sent)
    assert page.status_code == 422 and f'id="{field}-error"' in page.text
    assert NEW not in page.text and "correct horse" not in page.text
    answer = visit("acme").post(
        "/portal/login", {"email": "jane@atlas.example", "password": cast.password})
    assert answer.status_code == 302


def test_only_customers_within_reach_are_offered(cast, jane):
    both = [("C-1001", "Atlas Orion", True), ("C-1003", "Castor Works", False)]
    assert selector(jane.get("/portal/account")) == both
    with cast.within():
        customer("C-2001", "No Access Inc.", "CT-21", "Jane Miller")
        customer("C-2002", "Closed Gate Inc.", "CT-22", "Jane Miller", cast.jane,
                 portal_enabled=False)
        customer("C-2003", "Gone Inc.", "CT-23", "Jane Miller", cast.jane, status="Inactive")
        db.session.commit()
    assert selector(jane.get("/portal/account")) == both
    for customer_id in ("C-2001", "C-2002", "C-2003", "C-1002", "", "C-9999"):
        assert jane.post("/portal/company", {"customer_id": customer_id}).status_code == 404


def test_access_comes_and_goes_at_the_next_request(cast, jane):
    with cast.within():
        db.session.get(Contact, (cast.acme, "CT-3")).disable()
        db.session.commit()
    assert selector(jane.get("/portal/account")) is None
    assert "Atlas Orion" in jane.get("/portal/account").text
    with cast.within():
        db.session.get(Contact, (cast.acme, "CT-3")).access = "Enabled"
        db.session.commit()
    assert len(selector(jane.get("/portal/account"))) == 2


def test_who_loses_the_chosen_customer_goes_on_at_another(cast, jane):
    jane.post("/portal/company", {"customer_id": "C-1003"})
    with cast.within():
        db.session.get(Customer, (cast.acme, "C-1003")).close_gate()
        db.session.commit()
    page = jane.get("/portal/account")
    assert page.status_code == 200 and "Atlas Orion (C-1001)" in page.text
    assert selector(page) is None


def test_the_choice_is_the_sessions_own_and_lasts(cast, jane, visit):
    elsewhere = visit("acme").at_portal(cast.jane)
    jane.post("/portal/company", {"customer_id": "C-1003"})
    for _ in range(2):
        assert selector(jane.get("/portal/account"))[1] == ("C-1003", "Castor Works", True)
    assert selector(elsewhere.get("/portal/account"))[0] == ("C-1001", "Atlas Orion", True)

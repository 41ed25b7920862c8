"""Fields that give or take portal access ask for the rights that do so elsewhere (S10, D8)."""

import pytest

from tests.setup.pages import change, change_customer, contact, customer, text
from tests.setup.test_customers_edit import stamp
from tests.setup.test_rights import CUSTOMERS, PORTAL, VIEWING, at_setup_with

ATLAS = "/setup/customers/C-1001"
JANE = f"{ATLAS}/contacts/CT-1"
GIVE, TAKE = (PORTAL, "Edit"), (PORTAL, "Delete")
CLERK = VIEWING | {(CUSTOMERS, "Add"), (CUSTOMERS, "Edit")}
PERSON = {"display_name": "Jane Miller", "email": "jane@atlas.example", "portal_role": "Payer",
          "portal_allowed": "y", "billing": "y", "sure": "1"}
ACCOUNT = {"name": "Atlas Orion", "status": "Active", "currency": "USD", "mail_wanted": "y",
           "billing_contact_id": "CT-1", "sure": "1"}
# The field, what stands, what is wanted, and which right it takes.
MOVES = [
    ("portal_allowed", True, False, TAKE),
    ("portal_allowed", False, True, GIVE),
    ("portal_role", "Payer", "Owner", GIVE),
    ("portal_role", "Payer", "Viewer", GIVE),
    ("email", "jane@atlas.example", "other@atlas.example", TAKE),
    ("status", "Active", "Inactive", TAKE),
    ("status", "Inactive", "Active", GIVE),
]
NAMES = [f"{field} to {wanted}" for field, _, wanted, _ in MOVES]


def standing(cast, field, value):
    """The record's value before, and where its form is."""
    if field == "status":
        change_customer(cast, "C-1001", status=value)
        return f"{ATLAS}/edit", ACCOUNT
    change(cast, "CT-1", **{"portal_role": "Payer", field: value})
    return f"{JANE}/edit", PERSON


def now(cast, field):
    with cast.within():
        return getattr(customer("C-1001") if field == "status" else contact("CT-1"), field)


def typed(form, field, value, page):
    """The form as a browser sends it: a tick that is not there is left out."""
    sent = {**form, field: "y" if value is True else value, "stamp": stamp(page)}
    return {name: said for name, said in sent.items() if said is not False}


@pytest.mark.parametrize(("field", "stands", "wanted", "right"), MOVES, ids=NAMES)
def test_a_clerk_of_customers_moves_it_neither_by_the_page_nor_by_force(cast, visit, field, stands,
                                                                        wanted, right):
    address, form = standing(cast, field, stands)
    other = GIVE if right == TAKE else TAKE
    clerk = at_setup_with(cast, visit, CLERK | {other})
    page = text(clerk.get(address))
    assert " disabled" in tag(page, field)
    answer = clerk.post(address, typed(form, field, wanted, page))
    assert answer.status_code == (302 if wanted is False else 403)
    assert now(cast, field) == stands


@pytest.mark.parametrize(("field", "stands", "wanted", "right"), MOVES, ids=NAMES)
def test_who_holds_the_right_besides_moves_it(cast, visit, field, stands, wanted, right):
    address, form = standing(cast, field, stands)
    clerk = at_setup_with(cast, visit, CLERK | {right})
    page = text(clerk.get(address))
    assert " disabled" not in tag(page, field)
    assert clerk.post(address, typed(form, field, wanted, page)).status_code == 302
    assert now(cast, field) == wanted


def test_the_rest_is_a_clerks_to_change(cast, visit):
    clerk = at_setup_with(cast, visit, CLERK)
    page = text(clerk.get(f"{JANE}/edit"))
    sent = {"display_name": "Jane Smith", "billing": "y", "stamp": stamp(page)}
    assert clerk.post(f"{JANE}/edit", sent).status_code == 302
    with cast.within():
        found = contact("CT-1")
        assert (found.display_name, found.email, found.portal_allowed, found.portal_role) == (
            "Jane Smith", "jane@atlas.example", True, "Owner")


def test_a_clerk_adds_people_in_their_usual_role_and_in_no_other(cast, visit):
    clerk = at_setup_with(cast, visit, CLERK)
    sent = {"new_id": "CT-20", "display_name": "Ada", "portal_allowed": "y"}
    address = f"{ATLAS}/new-contact"
    assert clerk.post(address, {**sent, "portal_role": "Owner"}).status_code == 403
    assert clerk.post(address, sent).status_code == 302
    with cast.within():
        assert contact("CT-20").portal_role == "Payer"


def tag(page, field):
    """The opening tag of a field of the form."""
    name = page.index(f'name="{field}"')
    return page[page.rindex("<", 0, name):page.index(">", name)]


def test_who_loses_access_is_asked_about_first(cast, stan, jane):
    """“May use the Customer Portal” unticked, and an account made inactive: with the number."""
    page = text(stan.get(f"{JANE}/edit"))
    sent = typed({**PERSON, "sure": ""}, "portal_allowed", False, page)
    asked = text(stan.post(f"{JANE}/edit", sent))
    assert "Jane Miller (jane@atlas.example) loses access to the portal of Atlas Orion" in asked
    page = text(stan.get(f"{ATLAS}/edit"))
    sent = typed({**ACCOUNT, "sure": ""}, "status", "Inactive", page)
    asked = text(stan.post(f"{ATLAS}/edit", sent))
    assert "1 person of Atlas Orion who has portal access or is invited loses it" in asked
    assert jane.get("/portal/invoices").status_code == 200
    assert stan.post(f"{ATLAS}/edit", {**sent, "sure": "1"}).status_code == 302
    with cast.within():
        assert customer("C-1001").status == "Inactive" and contact("CT-1").portal_allowed


def test_a_child_that_its_parents_users_lose_is_asked_about_too(cast, stan):
    change_customer(cast, "C-1005", portal_enabled=True)
    page = text(stan.get("/setup/customers/C-1005/edit"))
    sent = {"name": "Delta North", "status": "Inactive", "currency": "USD", "stamp": stamp(page),
            "parent_customer": "C-1004", "bill_to_parent": "y", "billing_contact_id": "CT-5"}
    asked = text(stan.post("/setup/customers/C-1005/edit", sent))
    assert "Users of Delta Holding do not see this account any more." in asked

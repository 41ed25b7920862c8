"""Every title, button and message of rows A2 to A8, to the letter, through the running pages."""

import re
from html import unescape

import pytest

from tests.setup.pages import change, change_customer, due, messages, text

DORA, JANE = "/setup/customers/C-1004", "/setup/customers/C-1001"
LIST = "/setup/customers?q=C-1004"
SENT = "A new Customer Portal invitation has been sent to 'Dora Hill'."
GRANTED = "Portal access has been granted to 'Dora Hill'."
MANY = [("customer_id", "C-1001"), ("customer_id", "C-1002"), ("customer_id", "C-1003")]

# row, entry of the menu, where it leads, title, button, message
DIALOGS = [
    ("A2", "Send Portal Invite", f"{DORA}/invitation",
     "Invite Customer to Customer Portal", "SEND", SENT),
    ("A4", "Grant Portal Access", f"{DORA}/grant",
     "Grant Portal Access for Customer", "SEND", GRANTED),
    ("A7 invite", "Send Portal Invite", f"{DORA}/contacts/CT-4/invitation",
     "Invite Customer to Customer Portal", "SEND", SENT),
    ("A7 grant", "Grant Portal Access", f"{DORA}/contacts/CT-4/grant",
     "Grant Portal Access for Customer", "SEND", GRANTED),
    ("A7 disable", "Disable Portal Access", f"{JANE}/contacts/CT-1/disable",
     "Disable Portal Access", "CONTINUE", "Portal access for 'Jane Miller' has been disabled."),
]


def question(page):
    """(title, button) of a dialog's page, as they are read."""
    body = page.split("data-dialog-body")[1]
    title = re.search(r"<h1[^>]*>(.*?)</h1>", body)[1]
    button = re.findall(r"<button[^>]*>([^<]+)</button>", body)[-1]
    return unescape(title), unescape(button).strip()


@pytest.mark.parametrize(("row", "entry", "place", "title", "button", "message"), DIALOGS,
                         ids=[each[0] for each in DIALOGS])
def test_the_dialogs_of_one(cast, stan, row, entry, place, title, button, message):
    menu = DORA if "/contacts/CT-4" in place else JANE if "/contacts/" in place else LIST
    page = text(stan.get(menu))
    assert re.search(f'href="{place}"[^>]*>{entry}<', page), row
    assert question(text(stan.get(place))) == (title, button)
    assert messages(stan, stan.post(place)) == [message]


def test_a4_shows_once_the_preference_is_on_and_the_address_valid(cast, stan):
    for person, account, shown in [
        ({}, {}, True), ({"email": "x"}, {}, False),
        ({"email": "dora@c-1004.example"}, {"delivery_preferences": {"email": False}}, False),
    ]:
        change(cast, "CT-4", **person)
        change_customer(cast, "C-1004", **account)
        for page in (LIST, DORA):
            assert ("Grant Portal Access" in text(stan.get(page))) == shown, (page, person)


def test_a4_mails_access_granted(cast, stan):
    stan.post(f"{DORA}/grant")
    assert due(cast) == [("access_granted", "dora@c-1004.example")]


@pytest.mark.parametrize(("ids", "button"), [
    (MANY[:1], "DISABLE PORTAL FOR 1 RECORD"), (MANY, "DISABLE PORTAL FOR 3 RECORDS"),
])
def test_a6_of_ticked_customers(cast, stan, jane, ids, button):
    listed = text(stan.get("/setup/customers"))
    assert re.search(r'<summary class="button">Actions<', listed)
    place = "/setup/portal-access/disable"
    assert re.search(f'formaction="{place}"[^>]*>Disable Portal Access<', listed)
    page = text(stan.get(place, query_string=ids))
    assert question(page) == ("Disable Portal For Customers", button)
    answer = stan.post(place, {"customer_id": [each for _, each in ids]})
    assert messages(stan, answer) == [
        "Portal access for the selected customer(s) has been disabled."]
    answer = jane.get("/portal/invoices")
    assert answer.status_code == (302 if len(ids) > 2 else 200)
    assert "Atlas Orion" not in answer.text


def test_a7_re_enable(cast, stan):
    stan.post(f"{JANE}/contacts/CT-1/disable")
    place = f"{JANE}/contacts/CT-1/enable"
    assert re.search(f'href="{place}"[^>]*>Re-enable Portal Access<', text(stan.get(JANE)))
    assert question(text(stan.get(place))) == ("Re-enable Portal Access for Contact", "RE-ENABLE")
    assert messages(stan, stan.post(place)) == [
        "Portal access has been re-enabled for 'Jane Miller'."]


def test_a7_resend_only_while_pending(cast, stan):
    for access, offered in [("Not invited", False), ("Pending", True), ("Enabled", False),
                            ("Disabled", False)]:
        change(cast, "CT-4", access=access)
        assert ("Re-send Portal Invite" in text(stan.get(DORA))) == offered, access
    change(cast, "CT-4", access="Pending")
    assert messages(stan, stan.post(f"{DORA}/contacts/CT-4/resend")) == [SENT]


@pytest.mark.parametrize(("access", "word"), [
    ("Not invited", "Not invited"), ("Pending", "Pending"), ("Enabled", "Enabled"),
    ("Disabled", "Disabled"),
])
def test_a8_states_of_a_contact(cast, stan, access, word):
    change(cast, "CT-4", access=access)
    change_customer(cast, "C-1004", portal_enabled=True)
    for page in (LIST, DORA):
        assert re.search(f'<span class="pill[^"]*">{word}</span>', text(stan.get(page))), page

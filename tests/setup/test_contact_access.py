"""“Disable” and “Re-enable Portal Access” of a contact, word by word (A7)."""

import pytest

from tests.setup.pages import due, messages, state, text

JANE = "/setup/customers/C-1001/contacts/CT-1"


def test_disabling_and_re_enabling_to_the_letter(cast, stan):
    page = text(stan.get(f"{JANE}/disable"))
    assert ">Disable Portal Access<" in page and ">CONTINUE<" in page and "Jane Miller" in page
    assert messages(stan, stan.post(f"{JANE}/disable")) == [
        "Portal access for 'Jane Miller' has been disabled."
    ]
    assert state(cast, "CT-1") == ("Disabled", True)
    page = text(stan.get(f"{JANE}/enable"))
    assert "Re-enable Portal Access for Contact" in page and ">RE-ENABLE<" in page
    assert messages(stan, stan.post(f"{JANE}/enable")) == [
        "Portal access has been re-enabled for 'Jane Miller'."
    ]
    assert state(cast, "CT-1") == ("Enabled", True)
    assert due(cast) == []


def test_a_live_session_ends_at_its_next_request(stan, jane):
    assert "Atlas Orion" in text(jane.get("/portal/invoices"))
    stan.post(f"{JANE}/disable")
    assert "Atlas Orion" not in jane.get("/portal/invoices").get_data(as_text=True)
    assert jane.get("/portal/invoices/INV-1").status_code in (302, 404)
    stan.post("/setup/customers/C-1003/contacts/CT-3/disable")
    assert jane.get("/portal/invoices").status_code == 302
    stan.post(f"{JANE}/enable")
    assert "Atlas Orion" in text(jane.get("/portal/invoices"))


MENUS = {
    "C-1004": {"invitation": "Send Portal Invite", "grant": "Grant Portal Access"},
    "C-1002": {"disable": "Disable Portal Access"},
}


@pytest.mark.parametrize("customer_id", MENUS)
def test_the_menu_offers_what_the_state_allows(stan, customer_id):
    page = text(stan.get(f"/setup/customers/{customer_id}"))
    for verb in ("invitation", "grant", "resend", "disable", "enable"):
        offered = f"/contacts/CT-{customer_id[-1]}/{verb}" in page
        assert offered == (verb in MENUS[customer_id])
    assert all(label in page for label in MENUS[customer_id].values())


def test_pending_and_disabled_offer_the_rest(stan):
    address = "/setup/customers/C-1004"
    stan.post(f"{address}/invitation")
    page = text(stan.get(address))
    assert "Re-send Portal Invite" in page and "/contacts/CT-4/disable" in page
    stan.post(f"{address}/contacts/CT-4/disable")
    page = text(stan.get(address))
    assert "Re-enable Portal Access" in page and "/contacts/CT-4/disable" not in page


def test_what_the_state_does_not_allow_is_refused(stan):
    nora = "/setup/customers/C-1005/contacts/CT-5"
    assert messages(stan, stan.post(f"{nora}/disable")) == [
        "'Nora Hill' has no portal access that could be disabled."
    ]
    assert messages(stan, stan.post(f"{nora}/enable")) == [
        "Portal access for 'Nora Hill' is not disabled."
    ]


@pytest.mark.parametrize("verb", ["invitation", "grant"])
def test_who_was_shut_out_is_not_invited_by_mistake(cast, stan, verb):
    stan.post(f"{JANE}/disable")
    assert messages(stan, stan.post(f"/setup/customers/C-1001/{verb}"))[-1:] == [
        "Portal access for 'Jane Miller' is disabled. Re-enable it instead."
    ]
    assert state(cast, "CT-1") == ("Disabled", True)

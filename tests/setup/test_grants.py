"""“Grant Portal Access”, word by word (A4, D4, D5)."""

from billing.people.portal_user import PortalUser
from tests.setup.pages import change, change_customer, due, messages, state, text

DORA = "/setup/customers/C-1004"
GRANTED = "Portal access has been granted to 'Dora Hill'."


def test_the_dialog(stan):
    page = text(stan.get(f"{DORA}/grant"))
    assert "Grant Portal Access for Customer" in page and ">SEND<" in page
    assert "Dora Hill" in page and "dora@c-1004.example" in page


def test_granting_mails_access_granted(cast, stan):
    assert messages(stan, stan.post(f"{DORA}/grant")) == [GRANTED]
    assert due(cast) == [("access_granted", "dora@c-1004.example")]
    assert state(cast, "CT-4") == ("Pending", True)
    with cast.within():
        assert PortalUser.named("dora@c-1004.example").password_hash is None


def test_a_proven_address_is_enabled_at_once(cast, stan):
    change(cast, "CT-4", email="bruno@borealis.example")
    stan.post(f"{DORA}/grant")
    assert state(cast, "CT-4") == ("Enabled", True)


def test_one_contact_is_granted_alone(cast, stan):
    answer = stan.post("/setup/customers/C-1001/contacts/CT-9/grant")
    assert messages(stan, answer) == ["Portal access has been granted to 'Tom Reed'."]
    assert due(cast) == [("access_granted", "tom@atlas.example")]


def offered(stan):
    return f'{DORA}/grant"' in text(stan.get("/setup/customers"))


def test_offered_once_the_preference_is_on_and_the_address_valid(cast, stan):
    assert offered(stan)
    change_customer(cast, "C-1004", delivery_preferences={"email": False})
    assert not offered(stan)
    change_customer(cast, "C-1004", delivery_preferences={"email": True})
    change(cast, "CT-4", email="Dora@c-1004.example")
    assert not offered(stan)
    assert f'{DORA}/contacts/CT-4/grant"' not in text(stan.get(DORA))

"""Each precondition of A3 has an error of its own, word by word."""

import pytest
from sqlalchemy import func, select

from billing.people import access, refusal
from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser
from config.database import db


@pytest.fixture
def dora(cast):
    with cast.within():
        yield db.session.scalar(select(Contact).where(Contact.contact_id == "CT-4"))


def no_mail(contact):
    contact.customer.delivery_preferences = {"email": False, "print": True}


def not_allowed(contact):
    contact.portal_allowed = False


def inactive(contact):
    contact.customer.status = "Inactive"


def address(value):
    def change(contact):
        contact.email = value

    return change


def child_of_atlas(contact):
    contact.customer.parent_customer = "C-1001"
    contact.customer.bill_to_parent = True


REFUSALS = [
    (no_mail, "Please enable the Email Delivery Preference for this customer."),
    (not_allowed, "'Dora Hill' may not use the Customer Portal. Allow it for the contact first."),
    (inactive, "'Delta Holding' is inactive. Make the customer active first."),
    (address(""), "'Dora Hill' has no e-mail address. Enter one, then try again."),
    (
        address("dora@delta.example, nora@delta.example"),
        "'Dora Hill' has more than one e-mail address. Keep exactly one.",
    ),
    (
        address("dora at delta"),
        "The e-mail address of 'Dora Hill' is not valid. Correct it, then try again.",
    ),
    (
        address("Dora@delta.example"),
        "The e-mail address of 'Dora Hill' must be in lower case letters only.",
    ),
    (
        child_of_atlas,
        "'Delta Holding' bills to its parent. Invite the parent 'Atlas Orion' instead.",
    ),
]


@pytest.mark.parametrize("verb", [access.invite, access.grant])
@pytest.mark.parametrize(("spoil", "message"), REFUSALS, ids=[text for _, text in REFUSALS])
def test_refused_in_its_own_words_and_nothing_changes(dora, spoil, message, verb):
    spoil(dora)
    db.session.flush()
    with pytest.raises(access.Refused) as refused:
        verb(dora)
    assert str(refused.value) == message
    assert (dora.access, dora.customer.portal_enabled) == ("Not invited", False)
    assert db.session.scalar(select(func.count(PortalLink.link_id))) == 0
    assert PortalUser.named("dora@c-1004.example") is None


def test_a_child_that_pays_for_itself_may_be_invited(cast):
    with cast.within():
        sam = db.session.scalar(select(Contact).where(Contact.contact_id == "CT-6"))
        assert access.invite(sam).contact_id == "CT-6"


@pytest.mark.parametrize("value", ["anna@delta.example", "a.b+c@x-y.co.uk", "anna@firma.test"])
def test_addresses_that_are_taken(value):
    assert refusal.address_fault(value) is None


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("  ", refusal.NoAddress),
        ("a@x.example b@x.example", refusal.SeveralAddresses),
        ("a@x.example;", refusal.SeveralAddresses),
        ("a@x", refusal.AddressInvalid),
        (" a@x.example", refusal.AddressInvalid),
        ("a@x.example\nBcc: b", refusal.AddressInvalid),
        ("@x.example", refusal.AddressInvalid),
        ("a..b@x.example", refusal.AddressInvalid),
        ("jürgen@x.example", refusal.AddressInvalid),
        ("Anna <anna@x.example>", refusal.AddressInvalid),
        ("anna@X.example", refusal.AddressNotLowerCase),
    ],
)
def test_addresses_that_are_not(value, fault):
    assert refusal.address_fault(value) is fault

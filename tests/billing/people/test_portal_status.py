"""Portal Status of accounts: the record's own and the database's say the same (A8, D2)."""

from itertools import combinations_with_replacement, product

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from billing.people import portal_status
from billing.people.contact import STATES, Contact
from billing.people.customer import Customer
from billing.people.wish import Wish
from config.database import db

OPEN, CLOSED, INACTIVE = (True, "Active"), (False, "Active"), (True, "Inactive")


def account(number, gate, child, people):
    """A customer with these contacts, as (access, portal_allowed)."""
    key, (enabled, status) = f"Z-{number:03}", gate
    db.session.add(Customer(
        customer_id=key, name=key, currency="USD", portal_enabled=enabled, status=status,
        parent_customer="C-1004", bill_to_parent=child))
    db.session.flush()
    db.session.add_all(
        Contact(contact_id=f"{key}-{place}", customer_id=key, display_name=key, access=access,
                portal_allowed=allowed) for place, (access, allowed) in enumerate(people))
    return key


def told():
    """What the records, the page's statement and the filters say, as {id: status} each."""
    ours = select(Customer).where(Customer.customer_id.like("Z-%"))
    records = {each.customer_id: each.portal_status for each in db.session.scalars(
        ours.options(selectinload(Customer.contacts)))}
    listed = {key: said for key, (said, _) in portal_status.status_of(list(records)).items()}
    found = [(each.customer_id, state) for state in STATES
             for each in db.session.scalars(Wish(portal=state).narrowed(ours))]
    assert len(found) == len(records)
    return records, listed, dict(found)


def test_record_list_and_filters_agree_in_every_case(cast):
    pairs = combinations_with_replacement(list(product(STATES, (True, False))), 2)
    cases = product((OPEN, CLOSED, INACTIVE), (True, False), pairs)
    with cast.within():
        for number, case in enumerate(cases):
            account(number, *case)
        db.session.flush()
        records, listed, found = told()
        assert records == listed == found and {*records.values()} == {*STATES}


ENABLED, WAITING = ("Enabled", True), ("Pending", True)
NOBODY, NOT_ALLOWED = ("Not invited", True), ("Enabled", False)
CASES = [
    (INACTIVE, False, [ENABLED], "Disabled"),
    (OPEN, False, [NOT_ALLOWED], "Disabled"),
    (OPEN, False, [NOT_ALLOWED, WAITING], "Pending"),
    (CLOSED, True, [NOBODY], "Disabled"),
    (OPEN, True, [NOBODY], "Not invited"),
    (CLOSED, False, [NOBODY], "Not invited"),
    (CLOSED, False, [], "Not invited"),
    (CLOSED, False, [ENABLED], "Disabled"),
    (OPEN, False, [ENABLED, WAITING], "Enabled"),
]


def test_what_an_account_shows(cast):
    with cast.within():
        keys = [account(number, *case[:3]) for number, case in enumerate(CASES)]
        db.session.flush()
        assert [told()[0][key] for key in keys] == [said for *_, said in CASES]

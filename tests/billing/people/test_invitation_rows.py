"""Many invitations in one call, and what becomes of each row (I3, A3, A10)."""

from sqlalchemy import func, select

from billing.people import invitation_rows
from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.portal_link import PortalLink
from config.database import db
from tests import cast as people
from tests.statements import counted


def customers(*ids):
    return [{"customer_id": each} for each in ids]


def contacts(*ids):
    return [{"contact_id": each} for each in ids]


def told(fates):
    return [(each.position, each.customer_id, each.contact_id, each.outcome) for each in fates]


def test_each_row_has_its_fate_in_its_place(cast):
    with cast.within():
        rows = [*customers("C-1006", "C-9999", "C-1001"), *contacts("CT-4", "CT-9999")]
        fates, letters = invitation_rows.invite(rows)
        assert told(fates) == [
            (0, "C-1006", "CT-6", "invited"), (1, "C-9999", None, "refused"),
            (2, "C-1001", "CT-1", "refused"), (3, "C-1004", "CT-4", "invited"),
            (4, None, "CT-9999", "refused"),
        ]
        assert fates[2].reason == "'Jane Miller' has portal access already."
        assert {each.contact_id for each in letters} == {"CT-4", "CT-6"}
        assert db.session.get(Customer, (cast.acme, "C-1006")).portal_enabled


def test_a_dry_run_foretells_it_and_changes_nothing(cast):
    rows = [*customers("C-1004", "C-1005", "C-1006"), *contacts("CT-9")]
    with cast.within():
        foreseen = told(invitation_rows.foreseen(rows))
        assert db.session.scalar(select(func.count()).select_from(PortalLink)) == 0
        assert foreseen == told(invitation_rows.invite(rows)[0])


def test_who_is_named_twice_is_invited_once(cast):
    with cast.within():
        fates, letters = invitation_rows.invite(
            [*customers("C-1004"), *contacts("CT-4"), *customers("C-1004")])
        assert [each.outcome for each in fates] == ["invited", "duplicate", "duplicate"]
        assert len(letters) == 1


def test_an_address_that_has_a_login_is_granted(cast):
    with cast.within():
        people.contact("CT-50", "C-1006", "Bruno Two", email="bruno@borealis.example")
        fates, (letter,) = invitation_rows.invite(contacts("CT-50"))
        assert fates[0].outcome == "granted" and isinstance(letter, Contact)


def test_a_neighbours_people_are_nobody(cast):
    with cast.within():
        fates, letters = invitation_rows.invite([*customers("C-7001"), *contacts("CT-7")])
        assert [each.reason for each in fates] == ["There is no such customer.",
                                                   "There is no such contact."]
        assert letters == []


def test_a_thousand_are_foreseen_by_as_many_statements_as_two(cast):
    with cast.within():
        for number in range(60):
            people.customer(f"X-{number}", "X", f"XT-{number}", "Xenia Y", portal_enabled=True)
        rows = customers(*(f"X-{number}" for number in range(60)))
        db.session.expire_all()
        few = counted(lambda: invitation_rows.foreseen(rows[:2]))
        db.session.expire_all()
        assert counted(lambda: invitation_rows.foreseen(rows)) == few <= 6

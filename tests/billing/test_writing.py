"""Many rows at once: each has its fate, and one that is refused keeps none of the others (I7)."""

import pytest
from sqlalchemy.exc import IntegrityError

from billing.people.contact_writing import Contacts
from billing.people.customer import Customer
from billing.people.customer_writing import Customers
from config.database import db
from tests.statements import counted, known_tenant


def rows(count, **more):
    shape = Customers.shape()
    return [shape.load({"customer_id": f"R-{n:04}", "name": f"Row {n}", "currency": "USD", **more})
            for n in range(count)]


def test_each_row_has_its_fate(cast):
    wanted = rows(3)
    wanted[1]["bill_to_parent"] = True
    wanted.append({**wanted[0], "name": "Row 0 again", "parent_customer": "R-0002"})
    with cast.within():
        fates = Customers().put_all(wanted)
        db.session.commit()
        assert [(made, error is None) for _, made, error in fates] == [
            (True, True), (False, False), (True, True), (False, True)]
        kept = Customer.query.where(Customer.customer_id.like("R-%"))
        assert {each.customer_id: each.name for each in kept} == {
            "R-0000": "Row 0 again", "R-0002": "Row 2"}


def test_rows_that_are_there_as_they_should_be_are_left_alone(cast):
    with cast.within():
        Customers().put_all(rows(5))
        db.session.commit()
        before = [(each.updated_date, each.updated_by) for each in Customer.query.all()]
        Customers().put_all(rows(5))
        db.session.commit()
        assert [(each.updated_date, each.updated_by) for each in Customer.query.all()] == before


def test_more_rows_do_not_ask_the_database_more_often(cast, monkeypatch):
    def take(count, first):
        with cast.within():
            Customers().put_all(rows(count))
            db.session.flush()
            contacts = [Contacts.shape().load({
                "contact_id": f"{first}-{n}", "customer_id": f"R-{n:04}", "display_name": "X",
            }) for n in range(count)]
            Contacts().put_all(contacts)
            db.session.commit()

    with known_tenant(monkeypatch):
        few, many = counted(lambda: take(5, "A")), counted(lambda: take(100, "B"))
    assert many <= few + 2


def test_the_database_keeps_ids_that_cannot_be_out(cast):
    with cast.within():
        db.session.add(Customer(customer_id="a b", name="X", currency="USD"))
        with pytest.raises(IntegrityError, match="ck_customer_id"):
            db.session.flush()

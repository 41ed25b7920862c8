"""External payments and credits as programs and files write them (I2, D21)."""

from types import SimpleNamespace

import pytest
from marshmallow import ValidationError

from billing.ledger.credit import Credit
from billing.ledger.credit_shape import CreditShape
from billing.ledger.credit_writing import Credits
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.ledger.payment_shape import PaymentShape
from billing.ledger.payment_writing import Payments
from billing.people.refusal import Refused
from config.database import db
from tests import ledger
from tests.statements import counted

WIRE = {"payment_id": "W-1", "customer_id": "C-1001", "payment_date": "2026-01-31",
        "payment_amount": "250.00", "currency": "USD", "payment_method": "Wire",
        "notes": "as told"}
NOTE = {"credit_id": "N-1", "customer_id": "C-1001", "credit_date": "2026-01-31",
        "credit_amount": "80.00", "currency": "USD"}
WRITINGS = {Payments: (PaymentShape, WIRE), Credits: (CreditShape, NOTE)}


@pytest.fixture
def desk(cast):
    """Writes as a program does, each in a transaction of its own."""
    return Desk(cast)


class Desk:
    def __init__(self, cast):
        self.cast = cast

    def put(self, kind, **fields):
        shape, usual = WRITINGS[kind]
        with self.cast.within():
            record, new = kind().put(shape().load({**usual, **fields}))
            db.session.commit()
            return {**shape().dump(record), "new": new}

    def patch(self, kind, key, **fields):
        shape = WRITINGS[kind][0]
        with self.cast.within():
            writing = kind()
            record = writing.standing([{writing.key: key}])[key]
            writing.change(record, {writing.key: key, **shape(partial=True).load(fields)})
            db.session.commit()
            return shape().dump(record)

    def fault(self, verb, *told, **fields):
        with pytest.raises((ValidationError, Refused)) as refused:
            verb(*told, **fields)
        if isinstance(refused.value, ValidationError):
            return refused.value.normalized_messages()
        return str(refused.value)

    def invoice(self, key):
        with self.cast.within():
            record = db.session.get_one(Invoice, (self.cast.acme, key))
            return SimpleNamespace(status=record.status, balance=record.balance)


def to(**amounts):
    return [{"invoice_id": key.replace("_", "-"), "amount": each} for key, each in amounts.items()]


def test_a_payment_is_recorded_and_applied(desk):
    record = desk.put(Payments, invoices=to(INV_2="150.00", INV_3="50.00"))
    assert record["new"] and (record["status"], record["payment_type"]) == ("Processed", "External")
    assert (record["applied_amount"], record["unapplied_amount"]) == ("200.00", "50.00")
    assert record["invoices"] == to(INV_2="150.00", INV_3="50.00")
    assert desk.invoice("INV-2").balance == 15_000
    assert desk.invoice("INV-3").status == "Partially Paid"


@pytest.mark.parametrize("kind", WRITINGS)
def test_the_same_again_changes_nothing(desk, kind):
    first = desk.put(kind, invoices=to(INV_2="50.00"))
    again = desk.put(kind, invoices=to(INV_2="50.00"))
    assert again == {**first, "new": False}
    assert desk.put(kind) == again, "what it is applied to stays where nothing is said of it"


@pytest.mark.parametrize("kind", WRITINGS)
def test_what_it_is_applied_to_is_replaced(desk, kind):
    desk.put(kind, invoices=to(INV_2="30.00", INV_3="20.00"))
    desk.put(kind, invoices=to(INV_3="80.00"))
    assert desk.invoice("INV-2").balance == 30_000
    assert desk.invoice("INV-3").balance == 12_000
    desk.put(kind, invoices=[])
    assert desk.invoice("INV-3").balance == 20_000 and desk.invoice("INV-3").status == "Posted"


@pytest.mark.parametrize(("fields", "name"), [
    ({"invoices": to(INV_2="250.01")}, "invoices"), ({"invoices": to(INV_4="1.00")}, "invoices"),
    ({"invoices": to(NOTHING="1.00")}, "invoices"), ({"customer_id": "C-7001"}, "customer_id"),
    ({"payment_amount": "0.00"}, "payment_amount"), ({"payment_amount": "1.001"}, "payment_amount"),
    ({"payment_id": "PT-1001"}, "payment_id"), ({"status": "Gone"}, "status"),
    ({"refunded_amount": "250.01"}, "refunded_amount"), ({"refunded_amount": "250.00"},
                                                         "refunded_amount"),
    ({"status": "Refunded", "refunded_amount": "1.00"}, "refunded_amount"),
    ({"status": "Voided", "refunded_amount": "1.00"}, "refunded_amount"),
    ({"status": "Refunded", "invoices": to(INV_2="1.00")}, "invoices"),
    ({"status": "Voided", "invoices": to(INV_2="1.00")}, "invoices"),
    ({"refunded_amount": "200.00", "invoices": to(INV_2="50.01")}, "invoices"),
    ({"payment_type": "Electronic"}, "payment_type"), ({"payment_amount": 250}, "payment_amount"),
])
def test_what_cannot_be_is_refused_by_its_field_and_nothing_is_kept(desk, fields, name):
    assert set(desk.fault(desk.put, Payments, **fields)) == {name}
    with desk.cast.within():
        assert db.session.get(Payment, (desk.cast.acme, "W-1")) is None


def test_a_neighbours_invoice_is_none(desk):
    theirs = desk.fault(desk.put, Payments,
                        invoices=[{"invoice_id": "CANARY-B-INV", "amount": "1.00"}])
    assert theirs == {"invoices": ["The customer has no invoice CANARY-B-INV."]}


@pytest.mark.parametrize(("kind", "name", "value"), [
    (Payments, "payment_amount", "250.01"), (Payments, "customer_id", "C-1003"),
    (Payments, "payment_date", "2026-02-01"), (Credits, "credit_amount", "1.00"),
])
def test_what_is_booked_stands(desk, kind, name, value):
    desk.put(kind)
    assert set(desk.fault(desk.put, kind, **{name: value})) == {name}


def test_notes_change(desk):
    desk.put(Payments, invoices=to(INV_2="50.00"))
    assert desk.patch(Payments, "W-1", notes="corrected")["notes"] == "corrected"


def test_states_lead_on_and_never_back(desk):
    desk.put(Payments, status="Processing")
    assert desk.patch(Payments, "W-1", status="Processed")["status"] == "Processed"
    assert set(desk.fault(desk.patch, Payments, "W-1", status="Processing")) == {"status"}
    desk.patch(Payments, "W-1", invoices=to(INV_2="200.00"))
    assert desk.patch(Payments, "W-1", status="Charged Back")["applied_amount"] == "0.00"
    assert desk.invoice("INV-2").balance == 30_000


def test_what_a_gateway_took_is_read_only(desk):
    assert "through a gateway" in desk.fault(desk.patch, Payments, "PAY-1", notes="mine")


def test_a_credit_is_reversed_for_good(desk):
    desk.put(Credits, invoices=to(INV_2="80.00"))
    assert desk.patch(Credits, "N-1", status="Reversed")["unapplied_amount"] == "0.00"
    assert desk.invoice("INV-2").balance == 30_000
    assert set(desk.fault(desk.patch, Credits, "N-1", status="Open")) == {"status"}
    assert set(desk.fault(desk.patch, Credits, "N-1", invoices=to(INV_2="1.00"))) == {"invoices"}


def test_a_rest_is_given_back_with_its_payment_only(desk):
    with desk.cast.within():
        ledger.payment("PT-9", "C-1001", 5_000, {})
        Credit.of_rest(db.session.get_one(Payment, (desk.cast.acme, "PT-9")), 5_000)
        db.session.commit()
    assert "the rest of payment PT-9" in desk.fault(
        desk.patch, Credits, "PT-9-CR", status="Reversed")


def test_of_many_rows_only_the_bad_one_is_left_out(desk):
    shape = PaymentShape()
    rows = [shape.load({**WIRE, "payment_id": f"W-{number}", "payment_amount": "1.00",
                        "invoices": to(INV_2=amount)})
            for number, amount in enumerate(("1.00", "2.00", "1.00"))]
    with desk.cast.within():
        fates = Payments().put_all(rows)
        db.session.commit()
        assert [bool(record) for record, *_ in fates] == [True, False, True]
    assert desk.invoice("INV-2").balance == 29_800


@pytest.mark.parametrize("kind", WRITINGS)
def test_a_row_after_another_of_its_id_says_what_counts(desk, kind):
    shape, usual = WRITINGS[kind]
    rows = [shape().load({**usual, "invoices": told}) for told in (to(INV_2="7.00"),
                                                                   to(INV_3="5.00"))]
    with desk.cast.within():
        assert [new for _, new, _ in kind().put_all(rows)] == [True, False]
        db.session.commit()
    assert (desk.invoice("INV-2").balance, desk.invoice("INV-3").balance) == (30_000, 19_500)


@pytest.mark.parametrize("kind", WRITINGS)
def test_many_rows_take_no_more_statements_than_one(desk, kind):
    """What they count towards is read and locked at once, whether they are new or known."""
    shape, usual = WRITINGS[kind]
    key = next(iter(usual))

    def put(many, name):
        rows = [shape().load({**usual, key: f"{name}-{number}", "invoices": to(INV_2="1.00")})
                for number in range(many)]
        with desk.cast.within():
            def act():
                assert all(record for record, *_ in kind().put_all(rows))
                db.session.commit()
            return counted(act)

    assert put(30, "A") == put(1, "B")
    assert put(30, "A") == put(1, "B")
    assert desk.invoice("INV-2").balance == 30_000 - 31 * 100

"""What an order of money comes to (M7): approved, in part, declined, passing, not for us."""

import pytest

from billing.gateways.gateway import Found, Outcome, State
from tests.billing.gateways.cardconnect.conftest import DEBIT

REASONS = {
    1100: "card_declined",
    1101: "expired_card",
    1116: "insufficient_funds",
    1208: "lost_card",
    1209: "stolen_card",
    1517: "incorrect_cvc",
    1913: "processing_error",
    1999: "card_declined",
}


def test_approved_with_reference_and_amount(gateway, charge, fake):
    outcome = gateway.charge(charge())
    assert outcome == Outcome(State.APPROVED, None, outcome.reference, None, 12050)
    (entry,) = fake.book.entries
    assert (entry.retref, entry.amount, entry.merchid) == (outcome.reference, 12050, "496160873888")
    assert gateway.find("PA-1").outcome == outcome


@pytest.mark.parametrize(("dollars", "reason"), REASONS.items())
def test_declined_with_its_reason(gateway, charge, fake, dollars, reason):
    outcome = gateway.charge(charge(amount=dollars * 100))
    assert (outcome.state, outcome.reason) == (State.DECLINED, reason)
    assert gateway.find("PA-1").outcome == outcome
    assert fake.book.taken() == 0


@pytest.mark.parametrize(
    ("dollars", "reason"), [(1511, "expired_card"), (1920, "processing_error")])
def test_retry_is_a_decline_that_another_attempt_may_follow(gateway, charge, dollars, reason):
    outcome = gateway.charge(charge(amount=dollars * 100))
    assert (outcome.state, outcome.reason) == (State.DECLINED, reason)
    assert gateway.find("PA-1").outcome == outcome


def test_the_card_network_timed_out(gateway, charge, saved, fake):
    method = saved("4999006200620062")
    outcome = gateway.charge(charge(method=method))
    assert (outcome.state, outcome.reason) == (State.DECLINED, "processing_error")
    assert gateway.find("PA-1").outcome == outcome
    assert fake.book.taken() == 0


def test_an_approval_in_part_tells_how_much(gateway, charge, saved, fake):
    order = charge(amount=650, method=saved("4387750101010101"))
    outcome = gateway.charge(order)
    assert (outcome.state, outcome.amount) == (State.APPROVED, 500)
    assert gateway.find("PA-1").outcome == outcome
    assert gateway.charge(order) == outcome
    assert fake.book.taken() == 500


def test_a_bank_debit_is_on_its_way(gateway, charge, saved, asked):
    outcome = gateway.charge(charge(method=saved(DEBIT)))
    assert (outcome.state, outcome.amount) == (State.PROCESSING, 12050)
    assert gateway.find("PA-1").outcome == outcome
    (sent,) = asked("auth")
    assert (sent["accttype"], sent["ecomind"]) == ("ECHK", "E")
    assert "cof" not in sent


def test_what_is_sent(gateway, charge, saved, asked):
    method = saved()
    gateway.charge(charge(method=method))
    (sent,) = asked("auth")
    key = sent.pop("orderid")
    assert len(key) == 19 and key.isalpha()
    assert sent == {
        "merchid": "496160873888", "profile": method, "amount": "120.50", "currency": "USD",
        "capture": "y", "cof": "C", "cofscheduled": "N", "ecomind": "E",
        "userfields": {"attempt": "PA-1", "for": "INV-1, INV-2"},
    }


def test_autopay_says_that_nobody_is_there(gateway, charge, asked):
    gateway.charge(charge(payer_present=False))
    (sent,) = asked("auth")
    assert (sent["cof"], sent["cofscheduled"], sent["ecomind"]) == ("M", "Y", "R")


@pytest.mark.parametrize(("amount", "sent"), [(1, "0.01"), (100, "1.00"), (12345678, "123456.78")])
def test_amounts_have_a_point(gateway, charge, asked, amount, sent):
    gateway.charge(charge(amount=amount))
    assert asked("auth")[0]["amount"] == sent
    assert gateway.find("PA-1").outcome.amount == amount


def test_an_amount_of_a_currency_without_cents(build, fake, charge, asked):
    build(currency="JPY").charge(charge(amount=500, currency="JPY"))
    assert asked("auth")[0]["amount"] == "500"


def test_another_currency_is_not_sent_at_all(gateway, charge, fake):
    order = charge(currency="CAD")
    fake.calls.clear()
    assert gateway.charge(order) == Outcome(State.NOT_SENT, "refused")
    assert fake.calls == []


def test_a_currency_that_the_account_is_not_in_is_turned_away(build, charge, fake):
    outcome = build(currency="CAD").charge(charge(currency="CAD"))
    assert (outcome.state, outcome.reason) == (State.NOT_SENT, "refused")
    assert fake.book.entries == []


@pytest.mark.parametrize("method", ["tm_visa", "1/2/VISA", "", "../auth", "1/1\n"])
def test_another_gateways_method_is_not_sent_at_all(gateway, charge, fake, method):
    order = charge()
    fake.calls.clear()
    outcome = gateway.charge(charge(method=method or "none"))
    assert (outcome.state, outcome.reason) == (State.DECLINED, "method_unknown")
    assert [name for name, _ in fake.calls] == [] and order


def test_a_profile_that_is_gone(gateway, charge, fake):
    order = charge()
    fake.book.profiles.clear()
    outcome = gateway.charge(order)
    assert (outcome.state, outcome.reason) == (State.DECLINED, "method_unknown")


def test_wrong_credentials_are_turned_away_before_anything_happens(build, charge, fake):
    outcome = build(password="wrong").charge(charge())
    assert outcome == Outcome(State.NOT_SENT, "refused")
    assert build(password="wrong").find("PA-1").state is Found.UNKNOWN
    assert fake.book.entries == []

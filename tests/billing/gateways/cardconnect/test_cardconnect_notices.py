"""What happens after an approval: debits that settle or come back, and charge-backs (M8, M13)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from billing.gateways.cardconnect.notices import REVERSALS
from billing.gateways.gateway import Event, NotGenuine, State, Unreachable
from billing.gateways.reasons import REASONS
from config import clock
from tests.billing.gateways.cardconnect.conftest import DEBIT
from tests.billing.gateways.cardconnect.fake import BANK_MERCHANT, MERCHANT
from tests.billing.gateways.cardconnect.faults import DEADLY
from tests.billing.gateways.cardconnect.ledger import REJECTED

DAY = date(2026, 3, 2)
SETTLED = datetime(2026, 3, 2, 12, tzinfo=UTC)
CHARGEBACK = {"fundingchargebackid": 5, "retref": "278090245692", "amount": "92.15",
              "reasoncode": "34", "casenumber": "771886445001", "sequencenumber": "268693"}


def txn(retref, code=None, parent=None):
    return {"retref": retref, "parentretref": parent, "type": "SALE", "status": "Processed",
            "achreturncode": code, "amount": "5.01", "cardproc": "PSTR"}


@pytest.fixture
def debit(gateway, charge, saved):
    return gateway.charge(charge(method=saved(DEBIT)))


def test_nothing_is_believed_that_comes_unasked(gateway):
    for body in (b"", b"{}", b'{"retref": "1", "respstat": "A"}'):
        with pytest.raises(NotGenuine):
            gateway.read_event(body, {})


def test_a_debit_waits_until_its_bank_can_no_longer_return_it(gateway, debit, fake):
    fake.book.settle(f"{SETTLED:%Y%m%d%H%M%S}")
    for days, state in ((1, State.PROCESSING), (5, State.PROCESSING), (6, State.APPROVED)):
        with clock.frozen(SETTLED + timedelta(days=days)):
            assert gateway.find("PA-1").outcome.state is state


def test_a_debit_that_is_only_queued_waits_for_ever(gateway, debit):
    with clock.frozen(SETTLED + timedelta(days=99)):
        assert gateway.find("PA-1").outcome.state is State.PROCESSING


@pytest.mark.parametrize("moment", ["", "20260302", "yesterday"])
def test_a_debit_settled_at_no_known_time_waits(gateway, debit, fake, moment):
    fake.book.settle(moment)
    with clock.frozen(SETTLED + timedelta(days=99)):
        assert gateway.find("PA-1").outcome.state is State.PROCESSING


def test_a_debit_that_came_back_is_declined(gateway, debit, fake):
    fake.book.settle(status=REJECTED)
    outcome = gateway.find("PA-1").outcome
    assert (outcome.state, outcome.reason) == (State.DECLINED, "debit_not_authorized")
    assert "bank returned" in REASONS[outcome.reason]


def test_a_card_payment_refused_in_settlement_brings_no_money(gateway, charge, fake):
    gateway.charge(charge())
    fake.book.settle(status=REJECTED)
    outcome = gateway.find("PA-1").outcome
    assert (outcome.state, outcome.reason) == (State.DECLINED, "processing_error")


def test_a_quiet_day(gateway, asked):
    assert gateway.notices(DAY) == []
    assert asked("settlestat") == [{"merchid": MERCHANT, "date": "0302"}]
    assert asked("funding") == [{"merchid": MERCHANT, "date": "20260302"}]


def test_what_settlement_refused(gateway, fake):
    rows = [{"retref": "1", "setlstat": "Y"}, {"retref": "2", "setlstat": "N"}]
    fake.batches.append({"merchid": MERCHANT, "hoststat": "MB", "txns": rows})
    event = Event("settlement:2", "charge_back", None, "2", "processing_error")
    assert gateway.notices(DAY) == [event]


@pytest.mark.parametrize(
    ("code", "reason"),
    [("R01", "insufficient_funds"), ("R02", "account_closed"), ("R03", "no_account"),
     ("R10", "debit_not_authorized"), ("R99", "debit_not_authorized")],
)
def test_a_debit_that_came_back_is_told_with_its_reason(gateway, fake, code, reason):
    fake.fundings.append({"merchid": MERCHANT, "txns": [txn("1"), txn("2", code)]})
    assert gateway.notices(DAY) == [Event(f"return:2:{code}", "charge_back", None, "2", reason)]
    assert reason in REASONS


def test_a_return_with_a_record_of_its_own_names_the_debit(gateway, fake):
    fake.fundings.append({"merchid": MERCHANT, "txns": [txn("9", "R01", parent="2")]})
    (event,) = gateway.notices(DAY)
    assert (event.event_id, event.reference) == ("return:9:R01", "2")


def test_a_charge_back(gateway, fake):
    fake.fundings.append({"merchid": MERCHANT, "txns": [], "chargebacks": [CHARGEBACK]})
    assert gateway.notices(DAY) == [Event("chargeback:5", "charge_back", None, "278090245692")]


def test_a_charge_back_that_was_won_is_told_by_its_adjustment(gateway, fake):
    rows = [{"fundingadjustmentid": key, "amount": amount, "currency": "USD", "type": kind}
            for key, amount, kind in (
                ("1", "31.72", REVERSALS), ("2", "-31.72", REVERSALS), ("3", "NaN", REVERSALS),
                ("4", "5.49", "THIRD PARTY ADJUSTMENTS"), (None, "31.72", REVERSALS))]
    fake.fundings.append({"merchid": MERCHANT, "adjustments": rows})
    assert gateway.notices(DAY) == [
        Event("adjustment:1", "charge_back", None, "1: 31.72 USD", "charge_back_won")]
    assert "charge_back_won" in REASONS


def test_the_same_day_again_tells_the_same_ids(gateway, fake):
    other = {**CHARGEBACK, "fundingchargebackid": None}
    fake.fundings.append({"merchid": MERCHANT, "chargebacks": [CHARGEBACK, other]})
    first, again = gateway.notices(DAY), gateway.notices(DAY)
    assert first == again
    assert len({event.event_id for event in first}) == 2


def test_the_funding_of_the_account_of_bank_debits_too(build, fake):
    fake.fundings.append({"merchid": BANK_MERCHANT, "txns": [txn("2", "R01")]})
    assert build().notices(DAY) == []
    assert len(build(bank_merchant_id=BANK_MERCHANT).notices(DAY)) == 1


@pytest.mark.parametrize("rows", [None, {}, "x", [None], [{}], [{"retref": None}]])
def test_strange_lists_say_nothing(gateway, fake, rows):
    fake.batches.append({"merchid": MERCHANT, "txns": rows})
    fake.fundings.append({"merchid": MERCHANT, "txns": rows, "chargebacks": rows,
                          "adjustments": rows})
    assert gateway.notices(DAY) == []


@pytest.mark.parametrize("endpoint", ["settlestat", "funding"])
@pytest.mark.parametrize("what", [each for each in DEADLY if each not in ("hold", "nonsense")])
def test_no_answer_is_told(gateway, trouble, endpoint, what):
    trouble(endpoint, what)
    with pytest.raises(Unreachable):
        gateway.notices(DAY)

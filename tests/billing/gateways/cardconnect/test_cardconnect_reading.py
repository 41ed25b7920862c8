"""Answers as the vendor's pages print them and as public clients recorded them, read on their own.

Sources as in fake.py.
"""

import pytest

from billing.gateways.cardconnect import answers, codes
from billing.gateways.cardconnect.transactions import finding
from billing.gateways.gateway import Finding, Found, Outcome, State
from billing.gateways.reasons import REASONS

ECHECK = {"amount": "1.00", "resptext": "Success", "respcode": "00", "merchid": "542041",
          "respproc": "PSTR", "retref": "010136262668", "respstat": "A"}
NO_FUNDS = {"respproc": "FNOR", "amount": "0.00", "resptext": "Insufficient funds",
            "cardproc": "FNOR", "retref": "005533134378", "respstat": "C", "respcode": "NU"}
TIMED_OUT = {"amount": "685.00", "resptext": "Timed out", "setlstat": "Declined", "respcode": "62",
             "respproc": "PPS", "retref": "343005123105", "respstat": "B"}
IN_PART = {"amount": "5.00", "resptext": "Partial Approval", "respstat": "A", "respcode": "10",
           "respproc": "FNOR", "retref": "316336153961"}
NOT_FOUND = {"resptext": "Txn not found", "respcode": "29", "retref": "CCSDK", "respstat": "C",
             "respproc": "PPS"}
SETTLED = {"amount": "596.00", "resptext": "Approval", "setlstat": "Accepted", "respcode": "00",
           "retref": "288015190411", "respproc": "FNOR", "respstat": "A", "currency": "USD",
           "authdate": "20180410", "capturedate": "20180326065748", "settledate": "20180327143721"}
REVERSED = {"authcode": "REVERS", "respproc": "FNOR", "amount": "0.00", "resptext": "Approval",
            "currency": "USD", "retref": "363664261982", "respstat": "A", "respcode": "00"}
GIVEN_BACK = {"respproc": "PPS", "amount": "1.00", "resptext": "Approval", "respstat": "A",
              "retref": "363661261786", "respcode": "00", "merchid": "496160873888"}


@pytest.mark.parametrize(
    ("answer", "bank", "outcome"),
    [
        (ECHECK, True, Outcome(State.PROCESSING, None, "010136262668", None, 100)),
        (NO_FUNDS, False, Outcome(State.DECLINED, "insufficient_funds", "005533134378")),
        (TIMED_OUT, False, Outcome(State.DECLINED, "processing_error", "343005123105")),
        (IN_PART, False, Outcome(State.APPROVED, None, "316336153961", None, 500)),
        ({**TIMED_OUT, "setlstat": "Queued for Capture"}, False, answers.UNKNOWN),
        ({**IN_PART, "amount": "5.001"}, False, answers.UNKNOWN),
        ({**IN_PART, "amount": None}, False, answers.UNKNOWN),
        ({**IN_PART, "amount": "NaN"}, False, answers.UNKNOWN),
        ({**IN_PART, "amount": "Infinity"}, False, answers.UNKNOWN),
        ({**IN_PART, "retref": ""}, False, answers.UNKNOWN),
        ({**IN_PART, "respstat": "D"}, False, answers.UNKNOWN),
    ],
)
def test_orders(answer, bank, outcome):
    assert answers.charged(answer, "USD", bank) == outcome


def test_refunds_and_voids():
    given_back = Outcome(State.APPROVED, None, "363661261786", None, 100)
    assert answers.refunded(GIVEN_BACK, "USD") == given_back
    assert answers.refunded(NOT_FOUND, "USD").reason == "not_refundable"
    assert answers.voided(REVERSED) == Outcome(State.APPROVED, None, "363664261982")
    assert answers.voided(NOT_FOUND).reason == "not_voidable"
    assert answers.voided({**REVERSED, "respstat": "B"}) == answers.UNKNOWN


def test_what_is_not_found_is_not_a_decline():
    assert finding(NOT_FOUND, "KEY", "USD") == Finding(Found.NOT_FOUND)


def test_another_refusal_of_the_gateway_is_no_record():
    refusal = {**NOT_FOUND, "respcode": "21", "retref": ""}
    assert finding(refusal, "KEY", "USD") == Finding(Found.UNKNOWN)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("Accepted", State.APPROVED),
        ("Queued for Capture", State.APPROVED),
        ("Pin Debit", State.APPROVED),
        ("Amount under review", State.APPROVED),
        ("Voided", State.DECLINED),
        ("Declined", State.DECLINED),
        ("Rejected", State.DECLINED),
        ("rejected", State.DECLINED),
    ],
)
def test_how_a_record_stands(status, state):
    found = finding({**SETTLED, "setlstat": status}, "KEY", "USD")
    assert found.state is Found.FOUND and found.outcome.state is state


@pytest.mark.parametrize(
    "status", ["Authorized", "Zero amount", "Format error", "Token Decrypt", "", None, "new"])
def test_what_a_person_has_to_look_at_is_unknown(status):
    assert finding({**SETTLED, "setlstat": status}, "KEY", "USD") == Finding(Found.UNKNOWN)


@pytest.mark.parametrize("stat", ["B", "C", "D", None])
def test_refused_and_taken_at_once_is_unknown(stat):
    assert finding({**SETTLED, "respstat": stat}, "KEY", "USD") == Finding(Found.UNKNOWN)


def test_the_order_id_has_to_be_ours_where_it_is_told():
    assert finding({**SETTLED, "orderId": "KEY"}, "KEY", "USD").state is Found.FOUND
    assert finding({**SETTLED, "orderId": ""}, "KEY", "USD").state is Found.FOUND
    assert finding({**SETTLED, "orderId": "OTHER"}, "KEY", "USD").state is Found.UNKNOWN


def test_a_refund_is_told_without_its_sign():
    assert finding({**SETTLED, "amount": "-5.00"}, "KEY", "USD").outcome.amount == 500


@pytest.mark.parametrize("known", [codes.ORDINARY, codes.OF_REFUNDS, codes.OF_RETURNS])
def test_every_code_leads_to_words(known):
    assert set(known.values()) <= set(REASONS)
    assert codes.RETURNED in REASONS and "not_voidable" in REASONS


def test_one_code_of_two_lists_means_two_things():
    assert codes.why({"respproc": "FNOR", "respcode": "14"}) == "method_unknown"
    assert codes.why({"respproc": "FOMA", "respcode": "14"}) == "incorrect_cvc"
    assert codes.why({"respproc": "FNOR", "respcode": "77"}) == "card_declined"
    assert codes.why({}) == "card_declined"

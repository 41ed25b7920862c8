"""3-D Secure: the payer confirms on the gateway's page, or does not (D26)."""

import pytest

from billing.gateways.gateway import Outcome, State, Void
from tests.billing.gateways.running import browse

BACK = "http://acme.localhost:8000/portal/payments/PT-7"


@pytest.fixture
def waiting(gateway, charge):
    return gateway.charge(charge(method="tm_3ds", return_url=BACK))


def test_the_charge_waits_for_the_payer(server, gateway, waiting):
    assert waiting.state is State.ACTION_REQUIRED
    assert waiting.action_url.startswith(server.url + "/actions/")
    assert gateway.find("PA-1").outcome == waiting


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [("confirm", State.APPROVED, None), ("fail", State.DECLINED, "authentication_failed")],
)
def test_the_payers_answer_decides(gateway, waiting, answer, state, reason):
    status, headers, _ = browse(waiting.action_url, {"answer": answer})
    assert (status, headers["Location"]) == (303, BACK + "?attempt=PA-1")
    expected = Outcome(state, reason, waiting.reference, None, 12050)
    assert gateway.find("PA-1").outcome == expected


def test_the_first_answer_stands(gateway, waiting):
    browse(waiting.action_url, {"answer": "confirm"})
    browse(waiting.action_url, {"answer": "fail"})
    assert gateway.find("PA-1").outcome.state is State.APPROVED


def test_looking_decides_nothing(gateway, waiting):
    for _ in range(5):
        status, headers, text = browse(waiting.action_url)
        assert status == 200 and "Invoices 1 and 2" in text
    assert headers["Content-Security-Policy"].endswith("form-action 'self' " + BACK[:26])
    assert gateway.find("PA-1").outcome == waiting


def test_an_action_that_was_cancelled_cannot_be_confirmed_any_more(gateway, waiting):
    gateway.void(Void("VD-1", "PA-1"))
    assert browse(waiting.action_url)[0] == 410
    browse(waiting.action_url, {"answer": "confirm"})
    assert gateway.find("PA-1").outcome.reason == "cancelled"


def test_an_action_of_nobody_is_gone(server):
    assert browse(server.url + "/actions/charge_nobody")[0] == 410
    assert browse(server.url + "/actions/charge_nobody", {"answer": "confirm"})[0] == 410

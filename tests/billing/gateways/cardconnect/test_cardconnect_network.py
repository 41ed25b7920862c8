"""Every call, and everything that a network does to it (security C8)."""

import pytest

from billing.gateways.gateway import Finding, Found, NotConfigured, Outcome, State, Unreachable
from tests.billing.gateways.cardconnect.faults import DEADLY
from tests.billing.gateways.test_gateway_wire import http, stranger

UNKNOWN, NOT_SENT = Outcome(State.UNKNOWN, "no_answer"), Outcome(State.NOT_SENT, "unreachable")
STRANGE = {
    "nothing": b"",
    "not http": b"hello\r\n\r\n",
    "500": http("500 Oops", '{"respstat": "A", "retref": "1", "amount": "120.50"}'),
    "half": http("200 OK", '{"respstat": "A", "retref": "1"', length=900),
    "text": http("200 OK", "approved"),
    "empty list": http("200 OK", "[]"),
    "list of texts": http("200 OK", '["A"]'),
    "deep": http("200 OK", "[" * 9000),
    "empty": http("200 OK", "{}"),
    "no reference": http("200 OK", '{"respstat": "A", "amount": "120.50"}'),
    "another's order": http("200 OK", '{"respstat": "A", "retref": "1", "amount": "120.50", '
                            '"setlstat": "Accepted", "orderId": "ANOTHER"}'),
    "redirect": http("302 Found", '{"respstat": "A", "retref": "1", "amount": "120.50"}'),
    "a proxy's 404": http("404 Not Found", "{}"),
    "a proxy's 408": http("408 Timeout", "{}"),
    "a stranger's 403": http("403 Forbidden", "{}"),
    "too many": http("429 Too Many Requests", "{}"),
}


def test_connection_refused_is_not_sent(nobody, charge, refund, void):
    assert nobody.charge(charge()) == NOT_SENT
    assert nobody.refund(refund()) == NOT_SENT
    assert nobody.void(void()) == NOT_SENT


def test_connection_refused_finds_nothing_out(nobody, enter):
    assert nobody.find("PA-1") == Finding(Found.UNKNOWN)
    for call in (nobody.check, lambda: nobody.add_method("C-1", enter())):
        with pytest.raises(Unreachable):
            call()


@pytest.mark.parametrize("content", STRANGE.values(), ids=STRANGE)
def test_an_answer_that_cannot_be_trusted_is_unknown(nobody, charge, refund, content):
    with stranger(content) as (url, count):
        nobody.line.wire.url = nobody.line.wire.url._replace(netloc=url.removeprefix("http://"))
        assert nobody.charge(charge()) == UNKNOWN
        assert count() == 1
        assert nobody.refund(refund()) == UNKNOWN
        assert nobody.find("PA-1").state is Found.UNKNOWN


@pytest.fixture
def gateway(build, request):
    return build(read_seconds=1 if "hold" in request.node.name else 30)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("what", DEADLY)
class TestEach:
    def test_inquiry(self, gateway, charge, trouble, what, when):
        gateway.charge(charge())
        trouble("inquireByOrderid", what, when)
        assert gateway.find("PA-1") == Finding(Found.UNKNOWN)
        assert gateway.find("PA-1").state is Found.FOUND

    def test_inquiry_by_reference(self, gateway, charge, void, trouble, what, when):
        reference = gateway.charge(charge()).reference
        gateway.void(void())
        trouble("inquire", what, when)
        assert gateway.find("VD-1", reference) == Finding(Found.UNKNOWN)
        assert gateway.find("VD-1", reference).state is Found.FOUND

    def test_refund(self, gateway, charge, refund, trouble, fake, what, when):
        gateway.charge(charge())
        fake.book.settle()
        trouble("refund", what, when)
        assert gateway.refund(refund()) == UNKNOWN
        expected = Found.FOUND if when == "after" else Found.NOT_FOUND
        assert gateway.find("RF-1").state is expected
        assert gateway.refund(refund()).state is State.APPROVED
        assert fake.book.refunded(fake.book.entries[0].retref) == 12050

    def test_profile(self, gateway, enter, trouble, fake, what, when):
        answer = enter()
        trouble("profile", what, when)
        with pytest.raises(Unreachable):
            gateway.add_method("C-1", answer)
        assert gateway.add_method("C-1", answer).last4 == "1111"
        assert len(fake.book.profiles) == 1

    def test_void(self, gateway, charge, void, trouble, fake, what, when):
        outcome = gateway.charge(charge())
        trouble("void", what, when)
        assert gateway.void(void()) == UNKNOWN
        stays = gateway.find("VD-1", outcome.reference).state
        assert stays is (Found.FOUND if when == "after" else Found.NOT_FOUND)
        assert gateway.void(void()).state is State.APPROVED
        assert fake.book.taken() == 0

    def test_check(self, gateway, trouble, what, when):
        trouble("inquireMerchant", what, when)
        with pytest.raises(NotConfigured if what == "nonsense" else Unreachable):
            gateway.check()
        gateway.check()


@pytest.mark.parametrize("endpoint", ["inquireByOrderid", "auth"])
def test_slow_is_not_lost(gateway, charge, trouble, endpoint):
    trouble(endpoint, "slow")
    assert gateway.charge(charge()).state is State.APPROVED


def test_wrong_credentials_undo_nothing(gateway, build, charge, refund, void, fake):
    gateway.charge(charge())
    stranger_ = build(password="wrong")
    assert stranger_.void(void()) == Outcome(State.NOT_SENT, "refused")
    assert stranger_.refund(refund()) == Outcome(State.NOT_SENT, "refused")
    assert fake.book.taken() == 12050

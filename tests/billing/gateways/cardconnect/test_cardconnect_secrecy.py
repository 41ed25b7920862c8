"""No token, no password and no card number in logs, errors or what is kept (security C11)."""

import logging
import re

import pytest
import structlog

from billing.gateways.gateway import MethodRefused, Unreachable
from tests.billing.gateways.cardconnect.conftest import DEBIT, VISA
from tests.billing.gateways.cardconnect.fake import PASSWORD
from tests.billing.gateways.cardconnect.faults import DEADLY

NUMBERS = re.compile(r"(?<![0-9])[3-6](?:[ -]?[0-9]){12,18}(?![0-9])")


@pytest.fixture
def heard(caplog, capfd):
    """heard(): everything that was logged, structured or not, or printed."""
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as lines:
        yield lambda: "\n".join([caplog.text, str(lines), *capfd.readouterr()])


def everything(gateway, enter, charge, refund, void, answers):
    for number, attempt_id in ((VISA, "PA-1"), (DEBIT, "PA-2")):
        answers.append(enter(number))
        try:
            method = gateway.add_method("C-1", answers[-1]).token
        except (MethodRefused, Unreachable) as error:
            answers.append({"error": repr(error)})
            method = "1/1"
        gateway.charge(charge(attempt_id, method=method))
        gateway.refund(refund(f"RF-{attempt_id}", attempt_id))
        gateway.void(void(f"VD-{attempt_id}", attempt_id))
        gateway.find(attempt_id, "343005123105")


@pytest.mark.parametrize("what", [None, *DEADLY])
def test_nothing_is_logged(build, enter, charge, refund, void, fake, trouble, heard, what):
    gateway, answers = build(read_seconds=1 if what == "hold" else 30), []
    for endpoint in ("auth", "profile", "void") if what else ():
        trouble(endpoint, what)
    everything(gateway, enter, charge, refund, void, answers)
    said = heard()
    for answer in answers:
        assert answer.get("token", "none") not in said
        assert not NUMBERS.search(answer.get("error", ""))
    assert PASSWORD not in said and not NUMBERS.search(said)


@pytest.mark.parametrize("what", DEADLY)
def test_errors_name_neither_token_nor_password(build, enter, trouble, what):
    gateway, answer = build(read_seconds=1 if what == "hold" else 30), enter()
    trouble("profile", what)
    with pytest.raises(Unreachable) as told:
        gateway.add_method("C-1", answer)
    chain, error = [], told.value
    while error is not None:
        chain.append(repr(error))
        error = error.__cause__ or error.__context__
    assert answer["token"] not in str(chain) and PASSWORD not in str(chain)


def test_credentials_do_not_show_the_password(gateway):
    assert PASSWORD not in repr(gateway.credentials)
    assert PASSWORD not in repr(vars(gateway))


def test_no_number_is_sent_or_kept(gateway, enter, charge, refund, void, fake):
    everything(gateway, enter, charge, refund, void, [])
    told = f"{fake.calls} {vars(fake.book)}"
    assert VISA not in told and DEBIT not in told
    assert DEBIT.partition("/")[2] not in told


def test_a_method_holds_no_number(gateway, enter):
    for number in (VISA, DEBIT):
        method = gateway.add_method("C-1", enter(number))
        assert number not in repr(method) and not NUMBERS.search(repr(method).replace("/", " x "))


def test_nothing_secret_goes_to_the_page(gateway):
    field = gateway.open_field("C-1", "http://acme.localhost/")
    assert set(field.public) == {"origin", "ticket", "card_url", "bank_url"}
    assert PASSWORD not in repr(field) and "testing" not in repr(field)
    assert "C-1" not in field.public["ticket"]

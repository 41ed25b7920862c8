"""Every reason that a gateway can give has words for the payer."""

import pytest
from flask import Flask
from flask_babel import Babel

from billing.gateways.reasons import ASK_BANK, REASONS, explain
from billing.gateways.test import numbers


@pytest.fixture(autouse=True)
def page():
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def test_each_number_that_fails_is_explained():
    failing = {number.reason or number.settles for number in numbers.ALL} - {None}
    assert failing <= set(REASONS)
    assert all(explain(reason) for reason in failing)


def test_a_reason_never_heard_of_reads_as_a_plain_decline():
    assert explain("do_not_honor") == explain(None) == str(ASK_BANK)


def test_a_thief_is_not_told():
    assert explain("stolen_card") == explain("lost_card") == explain("card_declined")

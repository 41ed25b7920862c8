"""schemathesis calls the API in all the ways its description allows, and in many that it does not:
nothing fails, nothing gets in without a key, no answer is other than described (I1, I4)."""

import json
import os
import subprocess
import sys

import pytest
from flask import request, request_finished

from api.docs import FILE
from config.database import db
from tenants.api_key import SCOPES, ApiKey
from tests.api.served import served
from tests.api.test_description import CONVERTER

# What it takes for granted and HTTP does not say: see docs/benchmarks.md.
ASIDE = "positive_data_acceptance"
UNHEARD = (401, 429)  # the door was not passed
# By number and not by time: however slow the machine, each call is made.
EACH = ("--phases", "examples,fuzzing", "--max-examples", "3", "--continue-on-failure")
ONE_AFTER_ANOTHER = ("--phases", "stateful", "--max-time", "10", "--continue-on-failure")
WHOLE = ("--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "50")


@pytest.fixture
def port(cast, app, monkeypatch):
    monkeypatch.setitem(app.config, "API_CALLS_PER_MINUTE", "1000000000")
    with cast.within():
        ApiKey.issue("Fuzz", SCOPES, "fuzz-key")
        db.session.commit()
    with served(app) as port:
        yield port


@pytest.fixture
def called(app):
    """(method, path) of what was let in at the door, as the description has them."""
    found = set()

    def hear(sender, response, **others):
        if request.url_rule and response.status_code not in UNHEARD:
            found.add((request.method, CONVERTER.sub(r"{\1}", request.url_rule.rule)))

    with request_finished.connected_to(hear, app):
        yield found


def described():
    return {(method.upper(), path) for path, item in json.loads(FILE.read_text())["paths"].items()
            for method in item if method != "parameters"}


def run(port, *options):
    """Its report, which is empty of failures where it ends with 0."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(FILE),
               "--url", f"http://127.0.0.1:{port}", "--checks", "all", "--exclude-checks", ASIDE,
               "-H", "Host: acme.localhost:8000", "-H", "Authorization: Bearer fuzz-key",
               "--warnings", "off", "--no-color", "--suppress-health-check", "all", *options]
    home = {"HOME": os.environ.get("HOME", "/tmp"), "PATH": os.environ["PATH"]}
    done = subprocess.run(command, capture_output=True, text=True, cwd="/tmp", env=home)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]
    return done.stdout


@pytest.mark.timeout(600)
def test_nothing_fails_wherever_it_is_called(port, called):
    run(port, *EACH)
    assert described() <= called


def test_nothing_fails_one_after_another(port):
    run(port, *ONE_AFTER_ANOTHER)


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_nothing_fails_in_a_long_time(port, called):
    print(run(port, *WHOLE))
    assert described() <= called

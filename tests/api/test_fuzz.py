"""schemathesis calls the API in all the ways its description allows, and in many that it does not:
nothing fails, nothing gets in without a key, no answer is other than described (I1, I4)."""

import os
import re
import subprocess
import sys

import pytest

from api.docs import FILE
from config.database import db
from tenants.api_key import SCOPES, ApiKey
from tests.api.served import served

# What it takes for granted and HTTP does not say: see docs/benchmarks.md.
ASIDE = "positive_data_acceptance"
CASES = re.compile(r"([0-9]+) generated")
QUICK = ("--phases", "fuzzing,stateful", "--max-time", "20", "--continue-on-failure")
WHOLE = ("--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "50")


@pytest.fixture
def port(cast, app, monkeypatch):
    monkeypatch.setitem(app.config, "API_CALLS_PER_MINUTE", "1000000000")
    with cast.within():
        ApiKey.issue("Fuzz", SCOPES, "fuzz-key")
        db.session.commit()
    with served(app) as port:
        yield port


def run(port, *options):
    """Its report, which is empty of failures where it ends with 0."""
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(FILE),
               "--url", f"http://127.0.0.1:{port}", "--checks", "all", "--exclude-checks", ASIDE,
               "-H", "Host: acme.localhost:8000", "-H", "Authorization: Bearer fuzz-key",
               "--warnings", "off", "--no-color", "--suppress-health-check", "all", *options]
    home = {"HOME": os.environ.get("HOME", "/tmp"), "PATH": os.environ["PATH"]}
    done = subprocess.run(command, capture_output=True, text=True, cwd="/tmp", env=home)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]
    assert int(CASES.search(done.stdout)[1]) >= 20
    return done.stdout


def test_nothing_fails_in_a_short_time(port):
    run(port, *QUICK)


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_nothing_fails_in_a_long_time(port):
    print(run(port, *WHOLE))

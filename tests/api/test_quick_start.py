"""The quick start in docs/api.md works, line by line, with plain curl (I1)."""

import json
import re
import subprocess

import pytest

from billing.ledger.invoice import Invoice
from billing.people.contact import Contact
from config.database import db
from config.settings import ROOT
from tenants.api_key import SCOPES, ApiKey
from tests.api.served import served

SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
ENDS = re.compile(r"\n\n+")


@pytest.fixture
def port(cast, app):
    with cast.within():
        ApiKey.issue("Quick start", SCOPES, "pk_live_demo-key-of-acme")
        db.session.commit()
    with served(app) as port:
        yield port


def test_every_call_of_the_quick_start_works(port, cast):
    first, *blocks = SHELL.findall((ROOT / "docs/api.md").read_text())
    settings = first.replace("acme.localhost:8000", f"acme.localhost:{port}")
    calls = [call for block in blocks for call in ENDS.split(block.strip())]
    assert len(calls) == len("".join(blocks).split("curl ")) - 1 >= 8
    *good, bad = [f"{settings}\n{call}" for call in calls]
    for known in (0, 1):
        answers = [json.loads(run(call)) for call in good]
        assert answers[4]["balance"] == "200.00" and answers[4]["status"] == "Partially Paid"
        assert (answers[5]["stored"], answers[5]["known"]) == (1 - known, known)
        assert answers[6]["data"][0]["outcome"] == "invited"
        assert [each["invoice_id"] for each in answers[7]["data"]] == ["Q-INV-1"]
    refusal, status = run(bad, fails=True).rsplit("\n", 2)[:2]
    assert status == "422" and len(json.loads(refusal)["errors"]) >= 2
    with cast.within():
        assert db.session.get(Invoice, (cast.acme, "Q-INV-1"))
        assert db.session.get(Contact, (cast.acme, "Q-CT-1")).portal_role == "Owner"


def run(call, fails=False):
    """What curl prints; whether the answer is an error is as foreseen."""
    done = subprocess.run(["bash", "-euc", call.replace("curl -sS", "curl -sS --fail-with-body")],
                          capture_output=True, text=True, timeout=60)
    assert (done.returncode != 0) == fails, (call, done.stdout, done.stderr)
    return done.stdout

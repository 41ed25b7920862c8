"""The quick start in docs/api.md works, line by line, with plain curl (I1)."""

import json
import re
import subprocess

import pytest

from billing.ledger.invoice import Invoice
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
    answers = [run(f"{settings}\n{call}") for call in calls]
    assert answers[3]["balance"] == "200.00" and answers[3]["status"] == "Partially Paid"
    assert answers[4]["stored"] == 1
    assert answers[6]["data"][0]["outcome"] == "invited"
    assert "Q-INV-1" in [each["invoice_id"] for each in answers[7]["data"]]
    with cast.within():
        assert db.session.get(Invoice, (cast.acme, "Q-INV-1"))


def run(call):
    """The JSON that curl prints; it fails where the answer is an error."""
    done = subprocess.run(["bash", "-euc", call.replace("curl -sS", "curl -sS --fail-with-body")],
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, (call, done.stdout, done.stderr)
    return json.loads(done.stdout)

"""The examples in the API's description are answers that it really gives (I1)."""

import json
import os
import re
import uuid

import pytest

from api.description import HERE
from api.docs import FILE
from billing.ledger.payment_method import PaymentMethod
from config import clock
from config.database import db
from tenants.api_key import SCOPES, ApiKey
from tests.api.program import Program
from tests.api.story import STORY, UNTOLD
from tests.api.test_description import CONVERTER

EXAMPLES = HERE / "examples.json"
DAY = "2026-01-22"
# What is different each time is written as of one day.
ALIKE = (
    (re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+00:00"), f"{DAY}T09:00:00.000000+00:00"),
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
     "2f0c9f1e-7d3b-4c55-9b7e-0a4c5d6e7f80"),
    (re.compile(r"pay-now/[\w.-]+"), "pay-now/INV-2001.1.dGhpcyBpcyBzZWFsZWQ"),
    (re.compile(r'"next_cursor": "[\w-]+"'), '"next_cursor": "WyJzIiwiQy0yMDAxIl0"'),
    (re.compile(r'"(statement|refund|payment)_date": "20\d\d-\d\d-\d\d"'), rf'"\1_date": "{DAY}"'),
)


def alike(answer):
    text = json.dumps(answer, ensure_ascii=False)
    for pattern, instead in ALIKE:
        text = pattern.sub(instead, text)
    return json.loads(text)


@pytest.fixture
def program(cast, app):
    with cast.within():
        ApiKey.issue("Billing", SCOPES, "whole-key")
        db.session.get_one(PaymentMethod, (cast.acme, "PM-1")).account_holder_name = "Ada Quist"
        db.session.commit()
    return Program(app, "acme", "whole-key")


def told(program, app):
    """{“METHOD path”: example}, of all calls of the story."""
    found, ids = {}, {"begun": clock.now().isoformat()}
    mark = uuid.uuid4()  # the gateway remembers what it was sent
    urls = app.url_map.bind("acme.localhost:8000")
    for number, (method, path, sent) in enumerate(STORY):
        path = path.format_map(ids)
        where = {"json": sent} if sent else {}
        if method == "GET":
            where = {"query_string": {key: str(each).format_map(ids)
                                      for key, each in (sent or {}).items()}}
        key = {"Idempotency-Key": f"{mark} {number}"}
        answer = program.send(method, path, headers=key, **where)
        assert answer.status_code < 300, (method, path, answer.text)
        ids |= answer.json
        rule = urls.match(f"/api/v1{path}", method, return_rule=True)[0].rule
        body = {"body": sent} if sent and method != "GET" else {}
        template = CONVERTER.sub(r"{\1}", rule)
        found[f"{method} {template}"] = {
            "status": answer.status_code, **body, "answer": alike(answer.json)}
    return found


def test_examples_are_real_answers(program, app):
    found = told(program, app)
    if os.environ.get("EXAMPLES") == "write":
        EXAMPLES.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    assert found == json.loads(EXAMPLES.read_text()), "bin/describe writes them anew"


def test_every_call_has_an_example():
    paths = json.loads(FILE.read_text())["paths"]
    calls = {(f"{method.upper()} {path}", item[method]["operationId"])
             for path, item in paths.items() for method in item if method != "parameters"}
    without = {name for call, name in calls if call not in json.loads(EXAMPLES.read_text())}
    assert without == UNTOLD

"""The examples in the API's description are answers that it really gives (I1)."""

import io
import json
import os
import re
import uuid
from types import SimpleNamespace

import pytest

from api.description import HERE
from api.docs import FILE
from billing.ledger.payment_method import PaymentMethod
from billing.ledger.subscription import Subscription
from billing.people.change_request import ChangeRequest
from config import clock
from config.database import db
from tenants.api_key import SCOPES, ApiKey
from tests.api.program import Program
from tests.api.story import STORY, TERMS
from tests.api.test_description import CONVERTER

EXAMPLES = HERE / "examples.json"
DAY = "2026-01-22"
# What is different each time is written as of one day.
ALIKE = (
    (re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+\+00:00"), f"{DAY}T09:00:00.000000+00:00"),
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
     "2f0c9f1e-7d3b-4c55-9b7e-0a4c5d6e7f80"),
    (re.compile(r"pay-now/[\w.-]+"), "pay-now/INV-2001.1.dGhpcyBpcyBzZWFsZWQ"),
    (re.compile(r'"attachment_id": [0-9]+'), '"attachment_id": 2001'),
    (re.compile(r'https?://[^"]+X-Amz-Signature=[^"]+'),
     "https://files.example/portico/conditions.txt?X-Amz-Signature=5d1b0f6c"),
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


def told(program, app, cast):
    """{“METHOD path”: example}, of all calls of the story."""
    found, ids = {}, {"begun": clock.now().isoformat()}
    mark = uuid.uuid4()  # the gateway remembers what it was sent
    urls = app.url_map.bind("acme.localhost:8000")
    for number, (method, path, sent) in enumerate(STORY):
        if method == "ASKS":
            ids |= asked(cast, path, sent)
            continue
        path = path.format_map(ids)
        key = {"Idempotency-Key": f"{mark} {number}"}
        answer = program.send(method, path, headers=key, **where(method, sent, ids))
        assert answer.status_code < 400, (method, path, answer.text)
        shown = given(answer)
        ids |= answer.json if "answer" in shown and answer.is_json else {}
        rule = urls.match(f"/api/v1{path}", method, return_rule=True)[0].rule
        template = CONVERTER.sub(r"{\1}", rule)
        found[f"{method} {template}"] = {
            "status": answer.status_code, **body(method, sent), **alike(shown)}
    return found


def asked(cast, subscription_id, quantities):
    """What a customer's user asks for in the portal."""
    with cast.within():
        subject = db.session.get_one(Subscription, (cast.acme, subscription_id))
        by = SimpleNamespace(portal_user_id=cast.jane, contact_name="Ada Quist")
        request = ChangeRequest.ask("Quantity", subject, quantities, by)
        db.session.commit()
        return {"request_id": request.request_id}


def where(method, sent, ids):
    """How it is sent."""
    if sent is TERMS:
        (name, text), = sent.items()
        return {"data": {"file": (io.BytesIO(text.encode()), name)}}
    if method == "GET":
        return {"query_string": {key: str(each).format_map(ids)
                                 for key, each in (sent or {}).items()}}
    return {"json": sent} if sent else {}


def body(method, sent):
    if sent is TERMS:
        return {"body": {"file": text for text in sent.values()}}
    return {"body": sent} if sent and method != "GET" else {}


def given(answer):
    """What the example shows of an answer; of a file its first signs."""
    if answer.status_code == 302:
        return {"headers": {"Location": answer.location}}
    if not answer.data:
        return {}
    return {"answer": answer.json if answer.is_json else f"{answer.data[:8].decode()}…"}


def test_examples_are_real_answers(program, app, cast):
    found = told(program, app, cast)
    if os.environ.get("EXAMPLES") == "write":
        EXAMPLES.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    assert found == json.loads(EXAMPLES.read_text()), "bin/describe writes them anew"


def test_every_call_has_an_example():
    paths = json.loads(FILE.read_text())["paths"]
    calls = {f"{method.upper()} {path}"
             for path, item in paths.items() for method in item if method != "parameters"}
    assert calls == set(json.loads(EXAMPLES.read_text()))

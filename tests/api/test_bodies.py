"""Whatever a program sends is read or refused as a problem, and never a failure (I4, I5)."""

import gzip
import json

import pytest

from api import body as bodies
from tests.api.test_door import assert_problem

BODY = {"customer_id": "C-77", "name": "Séquoia", "currency": "USD"}
JSON = {"Content-Type": "application/json"}


def post(program, data, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    return program.post("/customers", data=data, headers={**JSON, **headers})


def test_a_body_may_come_packed(program):
    packed = gzip.compress(json.dumps(BODY).encode())
    assert post(program, packed, Content_Encoding="gzip").status_code == 201
    assert program.get("/customers/C-77").json["name"] == "Séquoia"


WHOLE = gzip.compress(b'{"name": "Sequoia"}')


@pytest.mark.parametrize("data", [b"no gzip", WHOLE[:-9], WHOLE + b"more", b"\x1f\x8b"],
                         ids=["none", "cut off", "more", "head"])
def test_a_broken_gzip_is_refused(program, data):
    assert_problem(post(program, data, Content_Encoding="gzip"), 400)


def test_what_unpacks_to_too_much_is_refused_without_unpacking_it(program):
    bomb = gzip.compress(b" " * (bodies.LARGEST + 1))
    assert len(bomb) < 100_000
    assert_problem(post(program, bomb, Content_Encoding="gzip"), 413)


def test_a_body_that_is_too_large_is_refused(program):
    assert_problem(post(program, b" " * (8 * 1024 * 1024 + 1)), 413)


def test_other_packings_and_types_are_refused(program):
    assert_problem(post(program, b"{}", Content_Encoding="br"), 415)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        answer = post(program, b"{}", Content_Type=kind)
        assert_problem(answer, 415)
        assert "application/json" in answer.json["detail"]


UNREADABLE = (
    b"", b"{", b"nonsense", b"\xff", b'{"name": NaN}', b'{"name": -Infinity}', b'{"name": 1e999}',
    b"[" * 100_000, b'{"n": ' + b"9" * 5000 + b"}", rb'{"name": "a\u0000"}',
    rb'{"name": "\ud800"}', rb'{"\udfff": 1}', b'{"name": "a\0"}',
)


@pytest.mark.parametrize("data", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_is_no_json_or_could_not_be_kept_is_refused(program, data):
    assert_problem(post(program, data), 400)


def test_a_backslash_is_no_nul(program):
    body = json.dumps({**BODY, "name": r"C:\u0000"}).encode()
    assert post(program, body).json["name"] == r"C:\u0000"


@pytest.mark.parametrize("data", [b"[]", b"null", b'"text"', b"7"])
def test_another_value_than_an_object_is_a_fault_of_the_whole(program, data):
    answer = post(program, data)
    assert_problem(answer, 422)
    assert [each["pointer"] for each in answer.json["errors"]] == [""]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_nothing_changes_nothing(program, method):
    assert_problem(program.send(method, "/customers/C-1001"), 400)

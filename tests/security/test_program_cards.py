"""A card number that programs or files bring is refused at its field, and kept nowhere (C11)."""

import json
import re

import pytest
from marshmallow import fields

from api.docs import FILE
from billing.shape import Shape
from billing.shape_own import CARD, Own
from billing.usage import usage_event_reader
from tests.api.conftest import meter, program
from tests.api.test_usage_events import LINES, counts, event, send, send_text, stored
from tests.security.test_card_numbers import PAN, in_tables

__all__ = ["meter", "program"]
REF = re.compile(r"#/components/schemas/(\w+)")
BARE = PAN.replace(" ", "")


def shapes(kind=Shape):
    for each in kind.__subclasses__():
        yield each
        yield from shapes(each)


def brought():
    """The shapes of what calls bring, with those inside of them."""
    told = json.loads(FILE.read_text())["paths"].values()
    names = set(REF.findall(json.dumps([
        operation["requestBody"] for path in told for operation in path.values()
        if "requestBody" in operation])))
    waiting = {each for each in shapes() if each.__name__.removesuffix("Shape") in names}
    assert len(waiting) > 10
    while waiting:
        shape = waiting.pop()
        yield shape
        waiting |= set(inner(shape))


def inner(shape):
    for field in shape().load_fields.values():
        field = field.inner if isinstance(field, fields.List) else field
        if isinstance(field, fields.Nested):
            yield type(field.schema)


def texts():
    """(shape, name, value that holds a number) of all that takes more than a number or a word."""
    for shape in brought():
        for name, field in shape().load_fields.items():
            if isinstance(field, Own):
                yield from ((shape, name, each) for each in (
                    {"a": [{"b": PAN}]}, {"a": int(BARE)}, {PAN: 1}, {"a": f"x {BARE}"}))
            elif not isinstance(field, (fields.Nested, fields.List)):
                yield shape, name, PAN


def test_no_field_of_any_shape_takes_one(app):
    tried = 0
    for shape, name, value in texts():
        assert name in shape(partial=True).validate({name: value}), (shape, name, value)
        tried += 1
    assert tried > 100


@pytest.mark.parametrize("own", (
    {"n": 0.4242424242424242}, {"n": "0.4242424242424242"}, {"n": int(BARE) + 1},
    {"id": "40000000-0000-4000-8000-000000000002"}))
def test_what_is_no_card_number_is_let_in(app, program, own):
    answer = program.patch("/customers/C-1001", json={"custom_fields": own})
    assert answer.status_code == 200, answer.json


@pytest.mark.parametrize("path, body", (
    ("/customers/C-1001", {"description": f"pays with {PAN}"}),
    ("/contacts/CT-1", {"display_name": BARE}),
    ("/customers/C-1001", {"custom_fields": {"a": PAN}}),
))
def test_it_is_told_at_the_field_and_kept_nowhere(program, cast, owner, path, body):
    answer = program.patch(path, json=body)
    assert answer.status_code == 422 and BARE not in answer.text and PAN not in answer.text
    fault, = answer.json["errors"]
    assert (fault["pointer"], fault["detail"]) == (f"/{next(iter(body))}", CARD)
    assert list(in_tables(owner, cast)) == []


@pytest.mark.parametrize("more", (
    {"event_type": PAN}, {"source": BARE}, {"properties": {"a": PAN}},
    {"properties": {"a": int(BARE)}},
    {"properties": {"a": ["ü", {"b": PAN}]}}, {"properties": {"a": "４０００ ０５６６ ５５６６ ５５５６"}},
))
def test_an_event_with_one_is_refused_and_the_others_are_stored(meter, cast, owner, more):
    batch = [event("N-1"), event("N-2", **more), event("N-3", properties={"n": 0.4242424242424242})]
    told = send(meter, batch)
    assert counts(told) == (2, 0, 1) and set(stored(cast)) == {"N-1", "N-3"}
    fault, = told["errors"]
    assert fault == {"pointer": f"/1/{next(iter(more))}", "detail": CARD}
    lines = "\n".join(map(json.dumps, batch[1:2]))
    assert send_text(meter, lines, LINES, status=422)["errors"] == [
        {"pointer": f"/0/{next(iter(more))}", "detail": CARD}]
    assert list(in_tables(owner, cast)) == []


def test_what_an_event_escapes_is_read(meter):
    escaped = "".join(f"\\u{ord(each):04x}" for each in BARE)
    text = json.dumps([event("N-1", properties={"a": "?"})]).replace("?", escaped)
    refused, = usage_event_reader.read(text.encode())
    assert refused.normalized_messages() == {"properties": [CARD]}

"""What the API says of itself (I1): OpenAPI 3.1, made from the views and their shapes.

It is made by bin/describe, with answers that were really given as examples, and served as a file:
a web worker keeps neither the docstrings it is made from nor what makes it.
"""

import http
import json
from pathlib import Path

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from flask_smorest import Api
from flask_smorest.utils import prepare_response
from marshmallow import Schema, fields

HERE = Path(__file__).parent
PROBLEM, FILE = "application/problem+json", "multipart/form-data"
OPTIONS = {"API_TITLE": "Portico", "API_VERSION": "v1", "OPENAPI_VERSION": "3.1.0"}
ABOUT = (
    "What the billing portal shows, for programs. Every company has its own address and keys; what"
    " a key may do is said beside each call. Amounts and quantities are exact decimals in strings."
)
IDEMPOTENCY_KEY = {
    "required": False,
    "description": "Up to 255 signs of your choice. The same call again with the same key, within"
                   " 24 hours, is answered alike and does nothing; with another body it is"
                   " refused (422), while the first is under way too (409).",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
    "example": "2f0c9f1e-order-4711",
}


class Fault(Schema):
    """One field that was refused: by its place in the body, or as a parameter of the address."""

    pointer = fields.String(metadata={"description": "JSON pointer into the body"})
    parameter = fields.String()
    detail = fields.String()


class Problem(Schema):
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(allow_none=True)
    errors = fields.List(fields.Nested(Fault))


class Description(Api):
    ERROR_SCHEMA = Problem

    def _register_error_handlers(self):
        """None of its own: the app's answer every door, each in its manner (I4)."""

    def _register_responses(self):
        statuses = [(status.name, status.phrase) for status in http.HTTPStatus if status >= 400]
        for name, words in (*statuses, ("DEFAULT_ERROR", "What went wrong (RFC 9457)")):
            response = {"description": words, "schema": Problem}
            prepare_response(response, self.spec, PROBLEM)
            self.spec.components.response(name, response, lazy=True)


def described():
    """The document, without examples."""
    from api import RESOURCES, load
    from api.door import api
    from workers import records

    records.load()
    load(RESOURCES)
    app = Flask("description")
    app.config.update(OPTIONS)
    names = MarshmallowPlugin(schema_name_resolver=named)
    description = Description(app, spec_kwargs={"marshmallow_plugin": names})
    components = description.spec.components
    components.security_scheme("key", {"type": "http", "scheme": "bearer"})
    components.parameter("IDEMPOTENCY_KEY", "header", {"name": "Idempotency-Key",
                                                       **IDEMPOTENCY_KEY}, lazy=True)
    app.register_blueprint(api)
    api.register_views_in_doc(description, app, description.spec, name=api.name, parameters=None)
    return whole(description.spec.to_dict())


def named(schema):
    """CustomerShape is Customer to those outside."""
    kind = schema if isinstance(schema, type) else type(schema)
    return kind.__name__.replace("Shape", "")


def whole(document):
    document["info"]["description"] = ABOUT
    document["components"]["schemas"].pop("PaginationMetadataSchema", None)  # unused
    document["servers"] = [{"url": "/"}]
    document["security"] = [{"key": []}]
    return document


def with_examples(document, examples):
    """Each example at its place; `examples` are of api/examples.json."""
    for name, example in examples.items():
        method, path = name.split(" ")
        operation = document["paths"][path][method.lower()]
        for place, value in placed(operation, example):
            place["example"] = value
    return document


def placed(operation, example):
    answer = operation["responses"][str(example["status"])]
    for content in answer.get("content", {}).values():
        yield content, example["answer"]
    for name, header in answer.get("headers", {}).items():
        yield header, example["headers"][name]
    if "body" in example:
        contents = operation["requestBody"]["content"]
        yield contents.get("application/json") or contents[FILE], example["body"]


def written():
    """The document as the file holds it."""
    examples = json.loads((HERE / "examples.json").read_text())
    return json.dumps(with_examples(described(), examples), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (HERE / "openapi.json").write_text(written())

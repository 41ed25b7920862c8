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

from api import how

HERE = Path(__file__).parent
FILE = "multipart/form-data"
OPTIONS = {"API_TITLE": "Portico", "API_VERSION": "v1", "OPENAPI_VERSION": "3.1.0"}
ABOUT = (
    "What the billing portal shows, for programs. Every company has its own address and keys; what"
    " a key may do is said beside each call. Amounts and quantities are exact decimals in strings."
)
EXAMPLE = "2f0c9f1e-order-4711"


class Description(Api):
    ERROR_SCHEMA = how.Problem

    def _register_error_handlers(self):
        """None of its own: the app's answer every door, each in its manner (I4)."""

    def _register_responses(self):
        for name, header in how.HEADERS.items():
            self.spec.components.header(name, header)
        statuses = [(status.name, status.phrase) for status in http.HTTPStatus if status >= 400]
        for name, words in (*statuses, ("DEFAULT_ERROR", "What went wrong (RFC 9457)")):
            response = {"description": words, "schema": how.Problem, "headers": how.headers(name)}
            prepare_response(response, self.spec, how.PROBLEM)
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
    for name, key in how.KEYS.items():
        components.parameter(name, "header", {"name": how.KEY, "schema": how.SIGNS,
                                              "example": EXAMPLE, **key}, lazy=True)
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
    for name, value in example.get("headers", {}).items():
        yield answer["headers"][name], value
    if "body" in example:
        contents = operation["requestBody"]["content"]
        yield contents.get("application/json") or contents[FILE], example["body"]


def written():
    """The document as the file holds it."""
    examples = json.loads((HERE / "examples.json").read_text())
    return json.dumps(with_examples(described(), examples), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (HERE / "openapi.json").write_text(written())

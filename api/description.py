"""What the API says of itself at /api/v1/openapi.json; anyone may read it, it holds no records."""

from flask_smorest import Api
from marshmallow import Schema, fields

OPTIONS = {
    "API_TITLE": "Portico",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/api/v1",
    "API_SPEC_OPTIONS": {"security": [{"key": []}]},
}


class Fault(Schema):
    """One field that was refused: by its place in the body, or as a parameter of the address."""

    pointer = fields.String(metadata={"description": "JSON pointer into the body"})
    parameter = fields.String()
    detail = fields.String()


class Problem(Schema):
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    errors = fields.List(fields.Nested(Fault))


class Description(Api):
    """OpenAPI 3.1, made from the views themselves."""

    ERROR_SCHEMA = Problem

    def _register_error_handlers(self):
        """None of its own: the app's answer every door, each in its manner (I4)."""


def describe(app):
    app.config.update(OPTIONS)
    description = Description(app)
    description.spec.components.security_scheme("key", {"type": "http", "scheme": "bearer"})
    return description

"""How each call is made and answered, beside its fields (I1, I4): for the description alone."""

from marshmallow import Schema, fields

from api.door import READING
from api.order_answer import ENDED, REFUSED

PROBLEM = "application/problem+json"
KEY = "Idempotency-Key"
ONCE = ("Up to 255 signs of your choice. The same call again with the same key, within 24"
        " hours, is answered alike and does nothing; with another body it is refused (422), while"
        " the first is under way too (409).")
MONEY = " Money moves once for each key, so that without one the call is refused (400)."
SIGNS = {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"}
KEYS = {
    "IDEMPOTENCY_KEY": {"required": False, "description": ONCE},
    "REQUIRED_IDEMPOTENCY_KEY": {"required": True, "description": ONCE + MONEY},
}
NUMBER = {"type": "integer", "minimum": 0}
LIMITS = {
    "RateLimit-Limit": "Calls that the key may make in a minute",
    "RateLimit-Remaining": "Calls that are left to the key in this minute",
    "RateLimit-Reset": "Seconds until the next minute begins",
}
AGAIN, REPLAYED = "Retry-After", "Idempotent-Replayed"
HEADERS = {
    **{name: {"description": words, "schema": NUMBER} for name, words in LIMITS.items()},
    AGAIN: {"description": "Seconds after which the same call may be sent again; absent where that"
                           " would not help", "schema": NUMBER},
    REPLAYED: {"description": "Said where the answer is that of an earlier call with this"
                              f" {KEY}", "schema": {"type": "string", "enum": ["true"]}},
}
CONFLICT, TOO_MANY, UNAVAILABLE = "CONFLICT", "TOO_MANY_REQUESTS", "SERVICE_UNAVAILABLE"
WAITING = (CONFLICT, TOO_MANY, UNAVAILABLE)


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


class Refusal(Problem):
    """The gateway, or the bank behind it, has said no; `detail` is `reason` in words."""

    state = fields.String(required=True, metadata={"enum": REFUSED})
    reason = fields.String(required=True)


class PaymentRefusal(Refusal):
    state = fields.String(required=True, metadata={"enum": [*REFUSED, ENDED]})
    attempt_id = fields.UUID(required=True)


class RefundRefusal(Refusal):
    refund_id = fields.UUID(required=True)


REFUSALS = {"attempt_id": PaymentRefusal, "refund_id": RefundRefusal}


def said(operation, info, method):
    """The operation, told by which name and scope it is called, and how it is answered."""
    reading, order = method.upper() in READING, info["order"]
    operation["operationId"] = info["name"]
    operation["security"] = [{"key": [info["scope"] or ("read" if reading else "write")]}]
    if method == "post":
        key = "REQUIRED_IDEMPOTENCY_KEY" if order else "IDEMPOTENCY_KEY"
        operation.setdefault("parameters", []).append(key)
    operation["responses"] = answers(operation["responses"], method, order, reading)
    return operation


def answers(known, method, order, reading):
    """All of them by status, those with a body of their own with their headers."""
    found = {str(status): response for status, response in known.items()}
    if order:
        found["402"] = {"description": "The gateway or the bank has said no; no money has moved",
                        "content": {PROBLEM: {"schema": REFUSALS[order]}}}
    if method == "post":
        found.setdefault("422", "UNPROCESSABLE_ENTITY")
    if not reading:
        found.setdefault("409", CONFLICT)
    found.update({"429": TOO_MANY, "503": UNAVAILABLE})
    names = (*LIMITS, REPLAYED) if method == "post" else LIMITS
    for response in found.values():
        if isinstance(response, dict):
            response.setdefault("headers", {}).update({name: name for name in names})
    return found


def headers(name):
    """Those of a refusal that is described once for all calls."""
    return {each: each for each in ((*LIMITS, AGAIN) if name in WAITING else LIMITS)}

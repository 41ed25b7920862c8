"""Answers that say no."""

from tests.billing.gateways.stripe.fake import shapes


class Refusal(Exception):
    """`kept` is whether the work had begun, so that the answer belongs to the idempotency key."""

    def __init__(self, status, type, message, kept=False, **more):
        super().__init__(message)
        self.status = status
        self.body = shapes.error(type, message, **more)
        self.kept = kept


def invalid(message, **more):
    return Refusal(400, "invalid_request_error", message, **more)


def missing(kind, key, param="intent", status=404):
    return Refusal(status, "invalid_request_error", f"No such {kind}: '{key}'",
                   code="resource_missing", param=param)

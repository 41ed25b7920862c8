"""Why a row was refused, in words of its record, not of the tables."""

import re

from marshmallow import ValidationError
from sqlalchemy.exc import DataError, IntegrityError

DETAIL = re.compile(r"Key \(tenant_id, (.+?)\)=\(\d+, (.*)\) (.*)")


def reason(error):
    if isinstance(error, ValidationError):
        return "; ".join(faults(error.normalized_messages()))
    if isinstance(error, (IntegrityError, DataError)):
        said = error.orig.diag.message_detail or error.orig.diag.message_primary or ""
        return DETAIL.sub(r"\1 \2 \3", said)
    return getattr(error, "description", None) or str(error)


def faults(found, path=()):
    """“lines.0.amount: …” for each message."""
    if isinstance(found, dict):
        for name, inner in found.items():
            yield from faults(inner, path if name == "_schema" else (*path, str(name)))
    else:
        yield from (": ".join([*filter(None, [".".join(path)]), str(text)]) for text in found)

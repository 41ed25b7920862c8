"""What was wrong with a request, field by field, as application/problem+json (I4)."""

from itertools import islice

from marshmallow.exceptions import SCHEMA

from api.door import api
from tenants.errors import problem

MOST_TOLD = 1_000  # faults of one call


@api.errorhandler(422)
def refused(error):
    sent = getattr(error, "data", {}).get("messages", {})
    found = (fault for place in sent for fault in faults(place, sent[place]))
    return problem(error, errors=list(islice(found, MOST_TOLD)))


def faults(place, found, path=()):
    """One fault for each message; `found` is nested as the fields are, lists by their index."""
    if isinstance(found, dict):
        for name, inner in found.items():
            yield from faults(place, inner, (*path, str(name)))
    else:
        yield from ({**where(place, path), "detail": message} for message in found)


def where(place, path):
    if place == "query":
        return {"parameter": path[0]}
    return {"pointer": "".join(f"/{escaped(name)}" for name in path if name != SCHEMA)}


def escaped(name):
    """As RFC 6901 writes a name that holds its own signs."""
    return name.replace("~", "~0").replace("/", "~1")

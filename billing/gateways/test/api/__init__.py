"""The Test gateway's API for programs: bearer secret, JSON in, JSON out.

Every request speaks for one account, named by the header `Gateway-Account`.
"""

import json

from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response


def answer(body, status=200):
    return Response(json.dumps(body), status, mimetype="application/json")


def built(kind, values):
    """A dataclass from the request's values, or 400."""
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise BadRequest("invalid") from error

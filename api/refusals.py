"""What the rules of records refuse, as problems: of a field where it stands against one (I4)."""

from itertools import islice

from marshmallow import ValidationError
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict, ServiceUnavailable, UnprocessableEntity

from api.door import api
from api.problems import MOST_TOLD, faults
from billing.people.pending import Decided, Overtaken, Withdrawn
from billing.people.refusal import Refused
from billing.writing import Taken
from config import shelf
from tenants.errors import answer, problem

TOO_LATE = (Taken, Decided, Overtaken, Withdrawn)
CLASHES = ("23503", "23505")  # foreign key, unique: what was looked up is not so any more
NO_FILES, SECONDS = "Files cannot be stored just now. Send it again later.", 10
AT_ONCE = "Something it needs was written by somebody else at the same moment. Send it again."


@api.errorhandler(ValidationError)
def of_a_field(error):
    found = faults("json", error.normalized_messages())
    return problem(UnprocessableEntity(), errors=list(islice(found, MOST_TOLD)))


def at_field(name, words):
    """What is refused because of one field of the call, in the same words at both places."""
    refused = UnprocessableEntity(words)
    refused.data = {"messages": {"json": {name: [words]}}}
    return refused


@api.errorhandler(Refused)
def of_a_rule(refused):
    kind = Conflict if isinstance(refused, TOO_LATE) else UnprocessableEntity
    return problem(kind(str(refused)))


@api.errorhandler(IntegrityError)
def overtaken(error):
    if error.orig.sqlstate not in CLASHES:
        raise error
    return problem(Conflict(AT_ONCE))


@api.errorhandler(shelf.NotThere)
def without_storage(error):
    return answer(ServiceUnavailable(NO_FILES, retry_after=SECONDS))

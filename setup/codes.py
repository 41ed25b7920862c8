"""A code that was typed, tried, and what to say if it does not count (S12)."""

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from tenants.second_factor import Barred

LONGEST = 64


def accepted(verb):
    """(what the verb answers, None), or (None, a sentence); the caller commits in both cases."""
    try:
        good = verb(request.form.get("code", "")[:LONGEST])
    except Barred as barred:
        return None, ngettext(
            "Too many wrong codes. Try again in %(num)s minute.",
            "Too many wrong codes. Try again in %(num)s minutes.", barred.minutes,
        )
    return good, None if good else _("This code is not right, or was used already.")

"""Answers that take equally long, whether there was much to do or nothing."""

import time
from functools import wraps

from flask import request

SECONDS = 0.25  # well above what a link and its mail take to be written


def evenly(view):
    """A POST is answered no sooner than this, so that time tells nobody who is known (R5)."""

    @wraps(view)
    def waited(**values):
        started = time.monotonic()
        answer = view(**values)
        if request.method == "POST":
            time.sleep(max(0, SECONDS - (time.monotonic() - started)))
        return answer

    return waited

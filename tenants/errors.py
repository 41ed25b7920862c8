"""Errors have pages of their own, in the tenant's branding where there is a tenant."""

import time
import traceback
from datetime import timedelta

from flask import g, jsonify, make_response, render_template, request
from flask_babel import format_timedelta
from werkzeug.exceptions import HTTPException, InternalServerError

from config.extensions import limiter
from config.forgery import OF_PROGRAMS
from config.logs import log

PAGES = (403, 404, 410, 429, 500)
TOLD = ("Allow", "WWW-Authenticate")


def show_errors(app):
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(Exception, failure)


def answer(error):
    """The page of an HTTP error; the API's as application/problem+json."""
    if error.code is None or error.code < 400:
        return error
    response = problem(error) if for_a_program() else page(error)
    told = (pair for pair in error.get_headers() if pair[0] in TOLD)
    response.headers.update(dict(told))
    if wait(error):
        response.headers["Retry-After"] = wait(error)
    return response


def wait(error):
    """Seconds after which to try again, or None where that would help nobody."""
    return getattr(error, "retry_after", None) or (seconds(error) if error.code == 429 else None)


def for_a_program():
    return request.path.startswith(OF_PROGRAMS)


def page(error):
    known = error.code if error.code in PAGES else (500 if error.code >= 500 else 404)
    known = getattr(error, "page", known)
    body = render_template(f"errors/{known}.html", retry_after=pause(error))
    return make_response(body, error.code)


def pause(error):
    """When to try again, in the reader's words (R6)."""
    return format_timedelta(timedelta(seconds=seconds(error))) if error.code == 429 else None


def seconds(error):
    """Until the limit that was hit is whole again; a minute when that is not known."""
    limit = limiter.current_limit
    return max(1, int(limit.reset_at - time.time())) if limit else 60


def problem(error, **more):
    """RFC 9457: what went wrong, and with `errors` in which fields (I4)."""
    response = jsonify(title=error.name, status=error.code, detail=error.description, **more)
    response.status_code = error.code
    response.content_type = "application/problem+json"
    return response


def failure(error):
    """A failure of ours: logged by where it happened, told without it.

    Its message stays out of the log: the database's name the values, among them addresses.
    """
    tenant = g.get("tenant")
    log.error(
        "failure",
        rule=request.url_rule.rule if request.url_rule else None,
        tenant=tenant.subdomain if tenant else None,
        error=type(error).__name__,
        at=traceback.format_tb(error.__traceback__),
    )
    return answer(InternalServerError())

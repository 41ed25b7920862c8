"""Errors have pages of their own, in the tenant's branding where there is a tenant."""

import time
from datetime import timedelta

from flask import g, jsonify, make_response, render_template, request
from flask_babel import format_timedelta
from werkzeug.exceptions import HTTPException

from config.extensions import limiter
from config.logs import log

PAGES = (403, 404, 410, 429, 500)


def show_errors(app):
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(Exception, failure)


def answer(error):
    """The page of an HTTP error; the API's as application/problem+json."""
    if error.code is None or error.code < 400:
        return error
    if request.path.startswith("/api/"):
        return problem(error)
    page = error.code if error.code in PAGES else (500 if error.code >= 500 else 404)
    response = make_response(
        render_template(f"errors/{page}.html", retry_after=pause(error)), error.code
    )
    if error.code == 429:
        response.headers["Retry-After"] = seconds(error)
    return response


def pause(error):
    """When to try again, in the reader's words (R6)."""
    return format_timedelta(timedelta(seconds=seconds(error))) if error.code == 429 else None


def seconds(error):
    """Until the limit that was hit is whole again; a minute when that is not known."""
    limit = limiter.current_limit
    return max(1, round(limit.reset_at - time.time())) if limit else 60


def problem(error):
    response = jsonify(title=error.name, status=error.code, detail=error.description)
    response.status_code = error.code
    response.content_type = "application/problem+json"
    return response


def failure(error):
    """A failure of ours: logged with where it happened, told without it."""
    tenant = g.get("tenant")
    log.error(
        "failure",
        rule=request.url_rule.rule if request.url_rule else None,
        tenant=tenant.subdomain if tenant else None,
        exc_info=error,
    )
    return make_response(render_template("errors/500.html"), 500)

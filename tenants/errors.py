"""Errors have pages of their own, in the tenant's branding where there is a tenant."""

from flask import g, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

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
        render_template(f"errors/{page}.html", error=error), error.code
    )
    if error.code == 429 and getattr(error, "retry_after", None):
        response.headers["Retry-After"] = error.retry_after
    return response


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
    return make_response(render_template("errors/500.html", error=None), 500)

"""A form is small. Taking a large one apart costs seconds, and anybody may send one."""

from flask import request

FORM = "application/x-www-form-urlencoded"
EVENTS = "/webhooks/"
LARGEST = 256 * 1024  # more than 10,000 short fields, fewer than one statement may have values


def join(app):
    """Refuse larger forms and gateways' events with 413 where they are first looked at, so join
    before who looks.

    Flask's MAX_FORM_MEMORY_SIZE holds for multipart bodies only.
    """
    app.before_request(bound_form)


def bound_form():
    if request.mimetype == FORM or request.path.startswith(EVENTS):
        request.max_content_length = LARGEST

"""What changes who may what: one at a time, and asked again once its turn has come (S10)."""

from functools import wraps

from flask import abort, current_app, flash, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Forbidden

from config.database import db
from setup.door import setup
from setup.rights import holds
from tenants import authority
from tenants.objection import BeyondOwn, Objection
from tenants.staff import StaffVisit


def deciding(view):
    """Hold roles and staff still; who has lost the right or the visit in the wait is too late."""

    @wraps(view)
    def held(*arguments, **named):
        here, needed = g.visit.visit_id, current_app.view_functions[request.endpoint].rights
        authority.hold_still()
        if not (StaffVisit.goes_on(here) and current_user.active and holds(needed)):
            abort(403)
        return view(*arguments, **named)

    return held


@setup.errorhandler(BeyondOwn)
def beyond_own(error):
    """The page does not offer it: whoever comes here has written the request by hand."""
    db.session.rollback()
    return current_app.handle_http_exception(Forbidden())


@setup.errorhandler(Objection)
def objected(error):
    db.session.rollback()
    flash(str(error), "error")
    page = "setup.roles" if "/roles" in request.path else "setup.staff"
    return redirect(url_for(page))

"""The door of staff: who comes in, and what their role opens (D1, S10)."""

from flask import Blueprint, abort, current_app, g, redirect, request, url_for

from config.database import db
from setup.enrolment import missing
from setup.rights import holds
from tenants.staff import StaffVisit

setup = Blueprint("setup", __name__, url_prefix="/setup", template_folder="templates")


def for_anyone(view):
    """This page needs nobody signed in."""
    view.for_anyone = True
    return view


@setup.before_request
def open_door():
    """Every page needs a visit and a right; one that names no right opens to nobody."""
    view = current_app.view_functions[request.endpoint]
    g.visit = find_visit()
    g.visitor = g.visit and g.visit.staff
    if getattr(view, "for_anyone", False):
        return None
    if g.visitor is None:
        return to_login()
    if not (hasattr(view, "rights") and holds(view.rights)):
        abort(403)
    return missing(view, g.visitor)


def find_visit():
    """The running visit behind the cookie, or None; being seen is kept even when a page fails."""
    secret = request.cookies.get(cookie_name())
    visit = secret and StaffVisit.under(secret)
    if visit and visit in db.session.dirty:
        db.session.commit()
    return visit or None


def to_login():
    """Sign in first; a page comes back afterwards, what was sent to it does not."""
    wanted = {"next": request.full_path.rstrip("?")} if request.method == "GET" else {}
    return redirect(url_for("setup.login", **wanted))


def cookie_name():
    return "__Host-setup" if current_app.config["SECURE"] else "setup"

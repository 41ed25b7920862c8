"""The portal's door: who comes in, at which customer, and what every page's frame needs."""

from flask import Blueprint, abort, current_app, g, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.local import LocalProxy

from billing.ledger.header import Header
from billing.people.customer import Customer
from billing.people.visitor import Visitor, opening
from billing.tables.cursor import BadCursor
from config import clock, languages
from config.database import db
from config.extensions import login_manager
from config.forgery import SAFE
from portal import lengths, tables

portal = Blueprint("portal", __name__, url_prefix="/portal", template_folder="templates")

LEAVING = "portal.leave_view"
# What a customer's people have for themselves.
PRIVATE = ("/portal/account", "/portal/exports", "/portal/usage-limits")


def for_anyone(view):
    """This page needs nobody signed in."""
    view.for_anyone = True
    return view


def in_tab(key):
    """The page belongs to a tab and answers 404 while that is off (P3)."""

    def mark(view):
        view.tab = key
        return view

    return mark


def lists(table):
    """The page lists a table; its statements travel with the visit's opening."""

    def mark(view):
        view.table, view.tab = table, table.key
        return view

    return mark


def reads(statement):
    """The page is made from the rows of one statement, asked for with what its address names.

    It travels with the visit's opening; of the frame's figures nothing is read.
    """

    def mark(view):
        view.reads = statement
        return view

    return mark


@portal.before_request
def open_door():
    view = current_app.view_functions[request.endpoint]
    if not g.tenant.portal_open:
        return make_response(render_template("not_enabled.html"), 404)
    if getattr(view, "tab", None) and view.tab not in g.tenant.tabs:
        abort(404)
    g.visitor = find_visitor(view)
    if g.visitor and g.visitor.looks_on:
        hold_to_looking()
    if g.visitor is None and not getattr(view, "for_anyone", False):
        return login_manager.unauthorized()
    return None


def hold_to_looking():
    """Staff in a customer's portal read what is the company's too, and leave; no more (S14)."""
    if request.method not in SAFE and request.endpoint != LEAVING:
        abort(403)
    if request.path.startswith(PRIVATE):
        abort(403)
    g.watermark = f"{g.visitor.contact_name} · {_('View as customer')}"


def find_visitor(view):
    """Who holds a cookie, or None: staff who look on come before themselves as a portal user."""
    for name, staff in ((viewing_name(), True), (cookie_name(), False)):
        secret = request.cookies.get(name)
        visitor = secret and opened_for(view, secret, staff)
        if visitor:
            return visitor
    return None


def opened_for(view, secret, staff):
    """The visitor of this secret, or None; leaves the frame's and the list's rows in g."""
    today = None if hasattr(view, "reads") else clock.today(g.tenant.time_zone)
    first = opening(g.tenant.tenant_id, secret, today, staff)
    opened, g.listed = tables.read(first, own_statements(view, secret))
    if not opened:
        return None
    visitor = Visitor.of(opened[0])
    if "long_for" in g:
        lengths.settle(secret, visitor, first)
    if today:
        g.header = Header.of(opened[0], visitor.currency)
    if visitor.language in languages.LANGUAGES:
        g.locale = visitor.language
    g.moment_zone = visitor.time_zone
    return visitor


def own_statements(view, secret):
    if hasattr(view, "reads"):
        return (view.reads(**request.view_args),)
    table = getattr(view, "table", None)
    if table is None:
        return ()
    try:
        g.view = tables.view_of(table)
        g.long_for = lengths.long_for(secret, g.view)
        return tables.statements(g.view, counting=g.long_for is None)
    except BadCursor:
        abort(404)


def cookie_name():
    return "__Host-portal" if current_app.config["SECURE"] else "portal"


def viewing_name():
    return "__Host-viewing" if current_app.config["SECURE"] else "viewing"


def find_customer():
    """The visitor's chosen customer, as a record to find others through."""
    if "customer" not in g:
        g.customer = db.session.get(Customer, (g.tenant.tenant_id, current_user.customer_id))
    return g.customer


current_customer = LocalProxy(find_customer)

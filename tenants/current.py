"""The tenant in force: from the request's host, or entered by a job or a command."""

from contextlib import contextmanager

from flask import abort, current_app, g, redirect, request
from werkzeug.local import LocalProxy

from config.bodies import EVENTS
from tenants import isolation, site

current_tenant = LocalProxy(lambda: g.tenant)
LONGEST = 63  # a label of DNS (RFC 1035); longer ones are not worth a query and a memory
TENANTLESS = ("health.", "looks.static")


def find_tenant():
    """Bind this request to its host's tenant (T1); 404 names nobody, old names lead on.

    Gateways follow no redirect: what they tell is taken at an old name too (M8).
    """
    if request.endpoint and request.endpoint.startswith(TENANTLESS):
        return None
    found = site.find(label())
    if found is None:
        abort(404)
    if found.moved and not request.path.startswith(EVENTS):
        return redirect(found.base_url + request.full_path.rstrip("?"), 302)
    isolation.enter(found)
    g.zone, g.company_language = found.time_zone, found.language
    return None


def label():
    """The one label before the base host, lower-cased and without port; "" when there is none."""
    host = request.host.rsplit(":", 1)[0].lower()
    suffix = "." + current_app.config["BASE_HOST"]
    name = host.removesuffix(suffix) if host.endswith(suffix) else ""
    return "" if "." in name or len(name) > LONGEST else name


@contextmanager
def as_tenant(tenant_id):
    """A unit of work of one tenant outside a request: own session, own addresses."""
    app = current_app._get_current_object()
    with app.app_context():
        tenant = site.of(tenant_id)
        with app.test_request_context(base_url=tenant.base_url):
            isolation.enter(tenant)
            g.zone, g.company_language = tenant.time_zone, tenant.language
            yield tenant

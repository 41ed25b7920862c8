"""Who knocks: each identity as the headers that its browser or program sends to acme's address."""

from billing.people.portal_user import PortalVisit
from config import forgery
from config.database import db
from tenants.staff import StaffVisit

BASE = "http://acme.localhost:8000"
SEED = "the-visitor's-seed"
OTHER_TENANTS = ("canary-initech", "canary-sandbox", "canary-logo", "initech canary", "initech.ex")
ATLAS = ("atlas", "jane miller", "castor", "tom reed", "terms.txt")
# What no answer to them may hold, whatever they ask for; own ids are taken out of answers first.
FORBIDDEN = {
    "anonymous": ("canary", *ATLAS), "stranger": ("canary", *ATLAS), "jane": ("canary",),
    "bruno": (*OTHER_TENANTS, *ATLAS), "stan": OTHER_TENANTS, "vera": OTHER_TENANTS,
    "program": OTHER_TENANTS,
}


def identities(cast):
    """Headers by identity; the stranger shows initech's cookies and key to acme."""
    portal = {"jane": cast.jane, "bruno": cast.bruno}
    headers = {"anonymous": {}, "program": {"Authorization": "Bearer acme-key"}}
    for name, user in portal.items():
        headers[name] = {"Cookie": f"portal={visit(cast, cast.acme, PortalVisit, user)}"}
    for name in ("stan", "vera"):
        secret = visit(cast, cast.acme, StaffVisit, getattr(cast, name))
        headers[name] = {"Cookie": f"setup={secret}"}
    headers["stranger"] = stranger(cast)
    return {name: seeded(each) for name, each in headers.items()}


def stranger(cast):
    portal = visit(cast, cast.initech, PortalVisit, cast.initech_user)
    setup = visit(cast, cast.initech, StaffVisit, cast.initech_staff)
    return {"Cookie": f"portal={portal}; setup={setup}",
            "Authorization": "Bearer CANARY-initech-key"}


def visit(cast, tenant_id, kind, person):
    key = "portal_user_id" if kind is PortalVisit else "staff_id"
    with cast.within(tenant_id):
        secret = kind.begin("guard", **{key: person})[1]
        db.session.commit()
    return secret


def seeded(headers):
    cookies = [headers["Cookie"]] if "Cookie" in headers else []
    return {**headers, "Cookie": "; ".join([*cookies, f"seed={SEED}"])}


def csrf_token(app):
    """What acme's forms hold for the seed that everyone here shows."""
    with app.test_request_context(base_url=BASE, headers={"Cookie": f"seed={SEED}"}):
        return forgery.token()

"""What pages wear is public, hashed, and only ever the tenant's own (D14)."""

import pytest

from config import storage
from config.database import db
from tenants import site
from tenants.looks import VERSION, asset
from tenants.portal_setup import PortalSetup

PIXEL = b"\x89PNG\r\n\x1a\n and the rest"


@pytest.fixture
def dressed(cast):
    """Each of acme and initech has a logo and a colour."""
    for tenant_id, color in ((cast.acme, "#AB12cd"), (cast.initech, "#00ff00")):
        with cast.within(tenant_id):
            setup = db.session.get(PortalSetup, tenant_id)
            setup.primary_color, setup.logo_key = color, f"logo{tenant_id}.png"
            storage.put(f"{tenant_id}/branding/logo{tenant_id}.png", PIXEL, "image/png")
            db.session.commit()
    site.forget()
    return cast


def test_static_files_are_kept_for_a_year_under_their_hash(visit, cast):
    answer = visit("acme").get(asset("portico.css"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    old = visit("acme").get("/static/an-older-version/portico.css")
    assert old.status_code == 200 and old.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["nothing.css", "../errors.py", "..%2ferrors.py", "%2e%2e/site.py",
                                  "."])
def test_nothing_else_is_served_as_static(visit, cast, name):
    assert visit("acme").get(f"/static/{VERSION}/{name}").status_code == 404


def test_a_logo_is_shown_at_its_own_tenant_only(visit, dressed):
    mine = visit("acme").get(f"/branding/logo{dressed.acme}.png")
    assert (mine.status_code, mine.mimetype, mine.data) == (200, "image/png", PIXEL)
    assert "immutable" in mine.headers["Cache-Control"]
    assert mine.headers["X-Content-Type-Options"] == "nosniff"
    theirs = visit("initech").get(f"/branding/logo{dressed.acme}.png")
    nobodys = visit("initech").get("/branding/nobodys.png")
    assert (theirs.status_code, nobodys.status_code) == (404, 404)


def test_a_logo_that_storage_lost_is_not_found(visit, dressed):
    with dressed.within():
        storage.delete(f"{dressed.acme}/branding/logo{dressed.acme}.png")
    assert visit("acme").get(f"/branding/logo{dressed.acme}.png").status_code == 404


def test_the_colour_is_a_stylesheet_of_the_tenants_own(visit, dressed):
    answer = visit("acme").get("/branding/accent-ab12cd.css")
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert "#ab12cd" in answer.text.lower()
    for other in ("00ff00", "AB12CD", "x", "ab12cd;}"):
        assert visit("acme").get(f"/branding/accent-{other}.css").status_code == 404


def test_pages_name_their_own_looks(visit, dressed):
    page = visit("acme").get("/portal/login").text
    assert f"/branding/logo{dressed.acme}.png" in page and "/branding/accent-ab12cd.css" in page
    assert f"logo{dressed.initech}" not in page

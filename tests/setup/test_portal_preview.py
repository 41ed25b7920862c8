"""The preview: the portal with what the form says now, and nothing stored (S6)."""

import re

from sqlalchemy import func, select

from billing.ledger.invoice import Invoice
from billing.tables.view import WHOSE
from config.database import db
from tenants.portal_setup import PortalSetup
from tests.setup.pages import text
from tests.setup.test_portal_setup import PAGE, file, filled, stored
from tests.tenants.test_picture import SVG, drawn

PREVIEW = "/setup/portal-setup/preview"


def test_it_shows_what_was_chosen_and_stores_nothing(cast, stan):
    chosen = filled("invoices.due_date", primary_color="#8a1f4e", tabs=["invoices", "statements"],
                    logo=file(drawn("PNG")))
    page = text(stan.post(PREVIEW, chosen))
    assert 'src="data:image/png;base64,' in page and "accent-8a1f4e.css" in page
    assert "Due date" not in page and "Invoice date" in page and ">Statements</a>" in page
    assert ">Payments</a>" not in page and "Sample Customer" in page
    assert stored(cast, "edition") == 1 and stored(cast, "logo_key") is None
    assert stored(cast, "primary_color") == "#1F4E79"
    assert "--accent:#8a1f4e" in text(stan.get("/setup/portal-setup/accent-8a1f4e.css"))


def test_every_tab_and_the_login_page_can_be_looked_at(stan):
    from billing.tables.tabs import TABS

    for key, table in TABS.items():
        page = text(stan.post(PREVIEW, filled(tabs=list(TABS), page=key)))
        assert f'<h1 class="vh">{table.title}</h1>' in page, key
        assert page.count("<tr>") == 7, key
        for column in table.columns:
            parents_only = table.family and column.key == WHOSE
            shown = column.on and not parents_only
            assert (f"{column.label}</th>" in page) == shown, column.key
    login = text(stan.post(PREVIEW, filled(page="login")))
    assert "Forgot Password" in login and "inert" in login


def test_what_is_saved_is_shown_at_first(stan):
    page = text(stan.get(PREVIEW))
    assert "INV-1042" in page and "accent-1f4e79.css" in page
    assert '<span class="pill pastdue">Past due</span>' in page


def test_it_has_no_rights_of_its_own(stan):
    for answer in (stan.get(PREVIEW), stan.post(PREVIEW, filled(page="login"))):
        policy = answer.headers["Content-Security-Policy"]
        assert "sandbox allow-same-origin" in policy and "script" not in policy
        assert "form-action 'none'" in policy and "frame-ancestors 'self'" in policy
        page = text(answer)
        assert "<script" not in page and re.search(r"<body[^>]*>.*<div class=\"inert\" inert>",
                                                   page, re.DOTALL)


def test_what_cannot_be_taken_is_shown_as_it_is_saved(cast, stan):
    page = text(stan.post(PREVIEW, filled(primary_color="red;}", logo=file(SVG), tabs=[],
                                          subdomain="<script>")))
    assert "accent-1f4e79.css" in page and "svg+xml" not in page and "<script" not in page
    assert text(stan.post(PREVIEW, {}))
    for color in ("red", "12345", "1234567", "zzzzzz"):
        assert stan.get(f"/setup/portal-setup/accent-{color}.css").status_code == 404


def test_removed_pictures_are_gone_from_it(cast, stan):
    stan.post(PAGE, filled(logo=file(drawn("PNG"))))
    assert "/branding/" in text(stan.get(PREVIEW)).replace("/branding/accent", "")
    gone = text(stan.post(PREVIEW, filled(remove_logo="y")))
    assert 'class="logo"' not in gone and stored(cast, "logo_key")


def test_nobody_elses_and_no_real_records_are_in_it(cast, stan):
    page = text(stan.post(PREVIEW, filled()))
    assert "Atlas" not in page and "CANARY" not in page
    with cast.within():
        assert db.session.scalar(select(func.count()).select_from(Invoice)) > 0
        assert db.session.get(PortalSetup, cast.acme).edition == 1

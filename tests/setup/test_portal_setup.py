"""“Customer Portal Setup”: address, branding, tabs and fields (S3 to S5, T2, T3)."""

import io
from datetime import timedelta

import pytest

from config import clock
from config.database import db
from tenants import renaming, site
from tenants.portal_setup import PortalSetup
from tenants.provision import SubdomainTaken
from tenants.tenant import REDIRECT_DAYS, Tenant
from tests.setup.pages import messages, text
from tests.tenants.test_picture import SVG, animated, drawn

PAGE = "/setup/portal-setup"
ALL = ("invoices", "payments", "credits", "usages")


def every_field():
    from setup.portal_setup_form import fields

    return fields()


def filled(*without, **changes):
    form = {
        "edition": "1", "subdomain": "acme", "sure": "y", "primary_color": "#1F4E79",
        "tabs": list(ALL),
        "fields": [each for each in every_field() if each not in without], **changes,
    }
    return {key: value for key, value in form.items() if value is not None}


def file(content, name="logo.png"):
    return io.BytesIO(content), name


def at(cast, label):
    with cast.app.app_context():
        return site.find(label)


def stored(cast, name):
    with cast.within():
        return getattr(db.session.get(PortalSetup, cast.acme), name)


def test_the_page_has_what_the_article_names(stan):
    page = text(stan.get(PAGE))
    for words in ("Customer Portal Setup", "Subdomain", "Logo", "Banner", "Primary brand color",
                  "Enable the toggle to display the object on Customer Portal"):
        assert words in page, words
    assert 'href="/setup/templates">Manage Templates</a>' in page
    assert "http://acme-sandbox.localhost:8000/portal" in page
    for tab in ("Invoices", "Usage Events", "Statements", "Subscriptions"):
        assert f"<span>{tab}</span><input type=\"checkbox\" role=\"switch\"" in page
    assert 'value="invoices.due_date" checked' in page and 'value="invoices.invoice_id"' not in page


def test_tabs_and_fields_are_what_customers_see_next(cast, stan, jane):
    answer = stan.post(PAGE, filled("invoices.due_date", "payments.notes",
                                    tabs=["statements", "invoices"]))
    assert "has been saved" in messages(stan, answer)[0]
    assert stored(cast, "tabs") == ["invoices", "statements"]
    assert stored(cast, "hidden_fields") == {"invoices": ["due_date"], "payments": ["notes"]}
    page = text(jane.get("/portal/invoices"))
    assert "Due date" not in page and "Invoice date" in page and "/portal/statements" in page
    assert jane.get("/portal/payments").status_code == 404
    again = text(stan.get(PAGE))
    assert 'value="invoices.due_date">' in again and 'value="payments.notes">' in again


@pytest.mark.parametrize("changes, told", [
    ({"tabs": []}, "Leave at least one of them on"),
    ({"primary_color": "red"}, "Enter a HEX color code such as #1F4E79."),
    ({"primary_color": "#12345g"}, "Enter a HEX color code"),
    ({"primary_color": "#fff;}body{x"}, "Enter a HEX color code"),
    ({"subdomain": ""}, "Enter a subdomain."),
    ({"subdomain": "Acme"}, "Use lower case letters only."),
    ({"subdomain": "acme_1"}, "Use letters a to z and digits only, no special characters."),
    ({"subdomain": "a" * 56}, "Use at most 55 characters."),
    ({"subdomain": "admin"}, "“admin” is reserved."),
    ({"subdomain": "new-sandbox"}, "belongs to a sandbox"),
    ({"subdomain": "initech"}, "“initech” is taken."),
])
def test_each_field_tells_the_rule_that_is_broken(cast, stan, changes, told):
    page = text(stan.post(PAGE, filled("invoices.notes", **changes)), 422)
    assert "Nothing is saved yet." in page and told in page and 'value="invoices.notes">' in page
    assert stored(cast, "edition") == 1 and at(cast, "acme")


def test_the_contrast_is_told(stan):
    stan.post(PAGE, filled(primary_color="#ffee00"))
    page = text(stan.get(PAGE))
    assert "Black text on this color has a contrast of" in page and "darker shade" in page
    assert text(stan.get("/branding/accent-ffee00.css"))


def test_pictures_are_kept_shown_and_removed(cast, stan, jane):
    new = filled(logo=file(drawn("PNG")), banner=file(drawn("JPEG", (1200, 300)), "b.svg"))
    stan.post(PAGE, new)
    logo, banner = stored(cast, "logo_key"), stored(cast, "banner_key")
    assert logo.endswith(".png") and banner.endswith(".jpg")
    page = text(jane.get("/portal/invoices"))
    assert f"/branding/{logo}" in page and f"/branding/{banner}" in page
    answer = jane.get(f"/branding/{logo}")
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert "immutable" in answer.headers["Cache-Control"]
    stan.post(PAGE, filled(edition="2", remove_logo="y"))
    assert stored(cast, "logo_key") is None and stored(cast, "banner_key") == banner
    assert jane.get(f"/branding/{logo}").status_code == 404


def test_a_picture_that_will_not_do_changes_nothing_and_keeps_what_was_typed(cast, stan):
    for content, told in ((SVG, "Choose a JPEG, PNG or GIF picture."),
                          (drawn("PNG", (201, 60)), "between 190-199 pixels and re-upload."),
                          (drawn("PNG") + b"<script>", "holds more than a picture"),
                          (b"x" * 1_000_000, "it must be under 1 MB")):
        new = filled(logo=file(content), primary_color="#123456")
        page = text(stan.post(PAGE, new), 422)
        assert told in page and 'value="#123456"' in page
    assert stored(cast, "logo_key") is None and stored(cast, "primary_color") == "#1F4E79"


def test_of_an_animation_is_told_what_is_kept(stan):
    answer = stan.post(PAGE, filled(logo=file(animated(), "a.gif")))
    assert "Of an animation, only its first picture is kept." in messages(stan, answer)


def test_a_body_beyond_all_pictures_is_refused(stan):
    assert stan.post(PAGE, filled(logo=file(b"x" * 9_000_000))).status_code == 413


def test_storage_that_is_away_is_told(cast, stan, monkeypatch):
    monkeypatch.setitem(cast.app.config, "S3_ENDPOINT_URL", "http://127.0.0.1:9")
    page = text(stan.post(PAGE, filled(logo=file(drawn("PNG")))), 422)
    assert "The picture could not be stored just now." in page
    assert stored(cast, "logo_key") is None


def test_a_move_tells_how_many_it_signs_out_before_it_does(cast, stan, jane, visit):
    visit("acme").at_portal(cast.jane)
    page = text(stan.post(PAGE, filled(subdomain="acme2", sure=None)), 422)
    assert "2 people are signed in now and are signed out when the portal moves." in page
    assert 'name="sure"' in page and 'value="acme2"' in page
    assert at(cast, "acme2") is None and jane.get("/portal/invoices").status_code == 200
    assert 'name="sure"' not in text(stan.get(PAGE))


def test_a_picture_is_to_be_picked_again_when_something_else_is_wrong(stan):
    wrong = filled(logo=file(drawn("PNG")), primary_color="blue")
    assert "Pick the picture again." in text(stan.post(PAGE, wrong), 422)
    assert "Pick the picture again." not in text(stan.post(PAGE, filled(primary_color="b")), 422)


def test_a_move_takes_the_sandbox_along_and_leads_on(cast, stan, visit):
    page = text(stan.post(PAGE, filled(subdomain="acme2")))
    assert "Your portal has moved" in page and "http://acme2.localhost:8000/portal" in page
    assert text(visit("acme2").get("/portal/login"))
    answer = visit("acme").get("/portal/login?next=%2Fportal")
    assert answer.location == "http://acme2.localhost:8000/portal/login?next=%2Fportal"
    assert at(cast, "acme2-sandbox").sandbox and at(cast, "acme-sandbox").moved
    back = visit("acme2").at_setup(cast.stan)
    assert "has moved" in text(back.post(PAGE, filled(subdomain="acme", edition="2")))
    assert not at(cast, "acme").moved and at(cast, "acme2").moved


def test_an_address_that_still_leads_to_another_is_not_free(stan, cast, visit):
    stan.post(PAGE, filled(subdomain="acme2"))
    boss = visit("initech").at_setup(cast.initech_staff)
    page = text(boss.post(PAGE, filled(subdomain="acme")), 422)
    assert "“acme” still leads on to another tenant." in page


def test_after_thirty_days_an_old_address_leads_nowhere_and_is_free(cast, stan, visit, monkeypatch):
    now = clock.now()
    stan.post(PAGE, filled(subdomain="acme2"))
    for passed, leads in ((REDIRECT_DAYS - 0.01, True), (REDIRECT_DAYS + 0.01, False)):
        monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=passed))
        site.forget()
        for label in ("acme", "acme-sandbox"):
            answer = visit(label).get("/portal/login")
            assert (answer.status_code == 302) == leads
            assert leads or (answer.status_code == 404 and "Acme" not in text(answer, 404))
        assert taken_by_initech(cast, "acme") != leads
    assert at(cast, "initech").moved and at(cast, "acme").tenant_id == cast.initech


def taken_by_initech(cast, name):
    with cast.within(cast.initech):
        try:
            renaming.rename(db.session.get(Tenant, cast.initech), name, renaming.move_own)
        except SubdomainTaken:
            return False
        db.session.commit()
        site.forget()
        return True


def test_a_sandbox_keeps_its_name(cast, visit):
    boss = visit("acme-sandbox").at_setup(cast.sandbox_staff)
    page = text(boss.get(PAGE))
    assert "“-sandbox” is appended to the subdomain" in page and "readonly" in page
    boss.post(PAGE, filled(subdomain="elsewhere"))
    assert at(cast, "acme-sandbox") and at(cast, "elsewhere") is None


def test_a_newer_saving_is_told_and_not_lost(cast, stan):
    stan.post(PAGE, filled(primary_color="#111111"))
    page = text(stan.post(PAGE, filled(primary_color="#222222")), 409)
    assert "Stan Baker saved this page on" in page and 'value="#222222"' in page
    assert stored(cast, "primary_color") == "#111111"
    stan.post(PAGE, filled(primary_color="#222222", edition="2"))
    assert stored(cast, "primary_color") == "#222222"

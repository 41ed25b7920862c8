"""Company Profile: what is said of the company, and where (S9)."""

import pytest

from config.database import db
from tenants.profile import CompanyProfile
from tests.setup.pages import messages, text

PAGE = "/setup/company-profile"
TERMS, PRIVACY = "https://acme.example/terms", "https://acme.example/privacy"
LABEL = "Display 'Terms and Conditions' and 'Privacy Policy' during checkout"


def filled(**changes):
    form = {
        "edition": "1", "name": "Acme Cloud", "support_email": "help@acme.example",
        "support_phone": "+1 617 555 0100", "time_zone": "America/New_York", "language": "en",
        "address1": "1 Main St", "city": "Boston", "state": "MA", "zip": "02101",
        "country": "USA", **changes,
    }
    return {key: value for key, value in form.items() if value is not None}


def stored(cast, name):
    with cast.within():
        return getattr(db.session.get(CompanyProfile, cast.acme), name)


def test_the_page_has_every_field(stan):
    page = text(stan.get(PAGE))
    for label in ("Company name", "Support e-mail", "Support phone", "Time zone", "Language",
                  LABEL, "Terms and Conditions URL", "Privacy Policy URL"):
        assert f">{label}</" in page, label
    assert 'value="Acme Cloud"' in page and 'value="support@acme.example"' in page
    assert '<option selected value="America/New_York">' in page


def test_what_is_saved_is_what_customers_see_next(cast, stan, jane):
    answer = stan.post(PAGE, filled(time_zone="Europe/Berlin", name="Acme Cloud GmbH"))
    assert messages(stan, answer) == ["The company profile has been saved."]
    page = text(jane.get("/portal/invoices"))
    assert "help@acme.example" in page and "+1 617 555 0100" in page
    assert "Acme Cloud GmbH" in page and "All dates are in US Eastern" not in page
    assert stored(cast, "edition") == 2 and stored(cast, "edited_by") == "Stan Baker"


def links(visitor, paths):
    return {(f'href="{TERMS}"' in page, f'href="{PRIVACY}"' in page)
            for page in (text(visitor.get(path)) for path in paths)}


def test_terms_and_privacy_stand_on_the_pages_only_when_ticked(cast, stan, jane, visit):
    both = {"terms_address": TERMS, "privacy_address": PRIVACY}
    stranger, token = visit("acme"), invited(cast)
    stan.post(PAGE, filled(**both, show_terms="y"))
    pages = ("/portal/login", f"/portal/registration/{token}")
    assert links(stranger, pages) == {(True, True)}
    assert links(jane, ("/portal/invoices", "/portal/payments/new")) == {(True, True)}
    stan.post(PAGE, filled(**both, edition="2"))
    assert links(stranger, pages) == {(False, False)}
    assert links(jane, ("/portal/invoices", "/portal/payments/new")) == {(False, False)}
    assert TERMS in text(stan.get(PAGE))


def invited(cast):
    from billing.people.contact import Contact
    from billing.people.portal_link import PortalLink

    with cast.within():
        contact = db.session.get(Contact, (cast.acme, "CT-9"))
        contact.access = "Pending"
        token = PortalLink.issue("invitation", contact=contact).mint()
        db.session.commit()
    return token


@pytest.mark.parametrize("address", [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,hi", "ftp://acme.example",
    "//acme.example/terms", "acme.example/terms", "https://", "https:///terms", "http:acme",
    "https://jane:secret@acme.example", "https://acme.example/a b", "https://acme.example:0/",
    'https://acme.example/"><script>', "https://[::1", "https://acme.example:x/",
    "mailto:a@b.example",
])
def test_other_addresses_are_refused_and_stay_in_the_form(cast, stan, address):
    page = text(stan.post(PAGE, filled(terms_address=address, address1="9 Other St")), 422)
    assert "Enter an address that begins with http:// or https://." in page
    assert 'value="9 Other St"' in page
    assert stored(cast, "terms_address") is None and stored(cast, "address1") == ""


def test_ticked_without_addresses_is_told(stan):
    page = text(stan.post(PAGE, filled(show_terms="y")), 422)
    assert "Enter the address of your terms and conditions." in page
    assert "Enter the address of your privacy policy." in page


@pytest.mark.parametrize("changes, told", [
    ({"name": "  "}, "Enter the company's name."),
    ({"support_email": "nobody"}, "Enter an e-mail address such as name@example.com."),
    ({"time_zone": "Mars/Olympus"}, "Choose one of the time zones listed."),
    ({"language": "xx"}, "Choose one of the languages listed."),
])
def test_each_field_tells_what_is_wrong(stan, changes, told):
    assert told in text(stan.post(PAGE, filled(**changes)), 422)


def test_a_newer_saving_is_told_and_not_lost(cast, stan):
    stan.post(PAGE, filled(city="Salem"))
    page = text(stan.post(PAGE, filled(city="Boston")), 409)
    assert "Stan Baker saved this page on" in page and 'value="Boston"' in page
    assert stored(cast, "city") == "Salem" and 'name="edition" type="hidden" value="2"' in page
    stan.post(PAGE, filled(city="Boston", edition="2"))
    assert stored(cast, "city") == "Boston"


def test_a_name_is_the_own_companys_alone(cast, stan, visit):
    stan.post(PAGE, filled(name="Renamed"))
    assert "Initech CANARY" in text(visit("initech").get("/portal/login"))
    assert "Renamed" in text(visit("acme").get("/portal/login"))


def test_a_new_name_is_in_the_audit_log(stan):
    stan.post(PAGE, filled(name="Renamed Cloud"))
    assert text(stan.get("/setup/audit-log"))
    assert "Renamed Cloud" in text(stan.get("/setup/audit-log.csv"))

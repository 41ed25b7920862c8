"""What a logo or banner that is shown no more leaves behind: nothing, once nobody needs it."""

from datetime import timedelta

import pytest

from config import clock, shelf
from config.database import db
from mailers.mail import Mail
from tenants.portal_setup import PortalSetup
from tenants.stored_picture import MAILS_READ, UNSAVED, UNSEEN, StoredPicture, key
from tests.setup.pages import text
from tests.setup.test_portal_setup import PAGE, file, filled
from tests.tenants.test_picture import drawn
from workers import purge

RED, BLUE = drawn("PNG"), drawn("PNG", color=(20, 30, 200))


@pytest.fixture
def sweep(cast, ops_app, monkeypatch):
    """Delete what is due as if so much time had passed."""

    def swept(pause):
        later = clock.now() + pause
        with monkeypatch.context() as patch:
            patch.setattr(clock, "now", lambda: later)
            with ops_app.app_context():
                purge.pictures()

    return swept


def save(visitor, **changes):
    page = text(visitor.get(PAGE))
    edition = page.split('name="edition"')[1].split('value="')[1].split('"')[0]
    return visitor.post(PAGE, filled(**{**changes, "edition": edition}))


def shown(cast, place="logo_key", tenant_id=None):
    with cast.within(tenant_id):
        return getattr(db.session.get(PortalSetup, tenant_id or cast.acme), place)


def kept(cast, name, tenant_id=None):
    """Whether storage and the table have it, which is never one without the other."""
    with cast.within(tenant_id):
        rows = db.session.scalars(db.select(StoredPicture.name)).all()
        assert (shelf.read(key(name)) is not None) == (name in rows)
        return name in rows


def mailed(cast):
    with cast.within():
        Mail.write("password_changed", "jane@atlas.example").mark_sent()
        db.session.commit()


def test_a_logo_that_no_mail_shows_goes_when_it_is_replaced(cast, stan, jane, sweep):
    save(stan, logo=file(RED))
    first = shown(cast)
    sweep(UNSAVED)
    assert kept(cast, first)
    save(stan, logo=file(BLUE))
    assert shown(cast) != first and kept(cast, first)
    assert jane.get(f"/branding/{first}").status_code == 404
    sweep(UNSEEN)
    assert not kept(cast, first) and kept(cast, shown(cast))


def test_a_replaced_logo_stays_in_the_mails_that_link_to_it(cast, stan, jane, sweep):
    save(stan, logo=file(RED))
    first = shown(cast)
    mailed(cast)
    save(stan, logo=file(BLUE))
    sweep(MAILS_READ - timedelta(minutes=1))
    assert kept(cast, first) and jane.get(f"/branding/{first}").data
    sweep(MAILS_READ)
    assert not kept(cast, first) and jane.get(f"/branding/{first}").status_code == 404


def test_a_removed_logo_and_a_replaced_banner_go_though_mails_went_out(cast, stan, jane, sweep):
    save(stan, logo=file(RED), banner=file(RED))
    save(stan, logo=file(BLUE))
    logo, banner = shown(cast), shown(cast, "banner_key")
    mailed(cast)
    save(stan, remove_logo="y", banner=file(BLUE))
    assert shown(cast) is None and shown(cast, "banner_key") == logo
    save(stan, remove_banner="y")
    for name in (logo, banner):
        assert jane.get(f"/branding/{name}").status_code == 404
    sweep(UNSEEN)
    assert not kept(cast, logo) and not kept(cast, banner)


def test_a_picture_in_both_places_goes_when_the_last_shows_it_no_more(cast, stan, sweep):
    save(stan, logo=file(RED), banner=file(RED))
    name = shown(cast)
    save(stan, remove_banner="y")
    sweep(UNSAVED)
    assert kept(cast, name)
    save(stan, remove_logo="y")
    sweep(UNSEEN)
    assert not kept(cast, name)


def test_one_that_is_taken_again_stays(cast, stan, sweep):
    save(stan, logo=file(RED))
    name = shown(cast)
    save(stan, remove_logo="y")
    save(stan, logo=file(RED))
    sweep(MAILS_READ)
    assert shown(cast) == name and kept(cast, name)


def test_what_was_stored_for_a_saving_that_was_refused_goes_too(cast, stan, sweep):
    stan.post(PAGE, filled(edition="7", logo=file(RED)))
    with cast.within():
        name = db.session.scalars(db.select(StoredPicture.name)).one()
    assert shown(cast) is None and kept(cast, name)
    sweep(UNSAVED)
    assert not kept(cast, name)


def test_one_that_is_shown_is_never_deleted(cast, stan, sweep):
    save(stan, logo=file(RED))
    name = shown(cast)
    with cast.within():
        db.session.scalars(db.select(StoredPicture)).one().due_at = clock.now()
        db.session.commit()
    sweep(UNSEEN)
    assert kept(cast, name)


def test_storage_that_is_away_keeps_the_row(cast, stan, sweep, ops_app, monkeypatch):
    save(stan, logo=file(RED))
    name = shown(cast)
    save(stan, remove_logo="y")
    with monkeypatch.context() as patch:
        patch.setitem(ops_app.config, "S3_ENDPOINT_URL", "http://127.0.0.1:9")
        sweep(UNSEEN)
    assert kept(cast, name)
    sweep(UNSEEN)
    assert not kept(cast, name)


def test_others_keep_the_same_picture(cast, stan, visit, sweep):
    boss = visit("initech").at_setup(cast.initech_staff)
    save(stan, logo=file(RED))
    save(boss, subdomain="initech", logo=file(RED))
    name = shown(cast)
    save(stan, remove_logo="y")
    sweep(UNSEEN)
    assert not kept(cast, name) and kept(cast, name, cast.initech)

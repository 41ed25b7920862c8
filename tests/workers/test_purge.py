"""What has had its time is deleted, and nothing else (W3)."""

from datetime import timedelta

from sqlalchemy import func, select

from billing.ledger.webhook_event import WebhookEvent
from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalUser, PortalVisit
from billing.tables.export import Export
from config import clock, shelf, storage
from config.database import db
from tenants.staff import Staff, StaffVisit
from tenants.staff_link import StaffLink
from workers import purge


def export(state="completed", days=0, tenant=1):
    """An export that ended so many days ago, with its file."""
    moment = clock.now() - timedelta(days=days)
    user = db.session.scalar(select(PortalUser).limit(1))
    asked = Export(customer_id="C-1001", portal_user_id=user.portal_user_id, table_key="usages",
                   state=state, created_date=moment)
    db.session.add(asked)
    db.session.flush()
    if state == "completed":
        asked.complete(f"{tenant}/exports/{asked.export_id}.xlsx", 4, 1)
        asked.completed_at = moment
        storage.put(asked.storage_key, b"file", "text/plain")
    elif state == "failed":
        asked.fail("OSError")
    return asked.export_id, asked.storage_key


def left(kind):
    return db.session.scalar(select(func.count()).select_from(kind))


def test_exports_are_deleted_with_their_files_after_seven_days(cast, ops):
    with cast.within():
        old, old_key = export(days=7)
        young, young_key = export(days=6.99)
        db.session.commit()
    with ops.app_context():
        purge.exports()
    with cast.within():
        assert db.session.get(Export, (cast.acme, old)) is None
        assert db.session.get(Export, (cast.acme, young))
        assert shelf.read(young_key) == b"file"
        assert shelf.read(old_key) is None


def test_an_export_that_still_waits_is_left_alone_and_a_failed_one_is_not(cast, ops):
    with cast.within():
        waiting, _ = export("pending", days=9)
        failed, _ = export("failed", days=9)
        db.session.commit()
    with ops.app_context():
        purge.exports()
    with cast.within():
        assert db.session.get(Export, (cast.acme, waiting))
        assert db.session.get(Export, (cast.acme, failed)) is None


def test_trouble_with_one_tenant_is_not_the_others(cast, ops, monkeypatch):
    for tenant_id in (cast.acme, cast.initech):
        with cast.within(tenant_id):
            export(days=9, tenant=tenant_id)
            db.session.commit()
    delete = storage.delete

    def break_for_acme(key):
        if key.startswith(f"{cast.acme}/"):
            raise OSError
        delete(key)

    monkeypatch.setattr(storage, "delete", break_for_acme)
    with ops.app_context():
        purge.exports()
    for tenant_id, count in ((cast.acme, 1), (cast.initech, 0)):
        with cast.within(tenant_id):
            assert left_of(Export, state="completed") == count


def left_of(kind, **what):
    return db.session.scalar(select(func.count()).select_from(kind).filter_by(**what))


def test_visits_go_when_their_time_is_over(cast, ops):
    with cast.within():
        for kind, whose in ((PortalVisit, {"portal_user_id": cast.jane}),
                            (StaffVisit, {"staff_id": cast.stan})):
            kind.begin(**whose)
            over, _ = kind.begin(**whose)
            over.expires_at = clock.now()
        db.session.commit()
    with ops.app_context():
        purge.visits()
    with cast.within():
        assert (left(PortalVisit), left(StaffVisit)) == (1, 1)


def test_links_go_after_a_month_but_an_unanswered_invitation_stays(cast, ops):
    with cast.within():
        tom = db.session.scalar(select(Contact).where(Contact.contact_id == "CT-9"))
        jane = db.session.get(PortalUser, (cast.acme, cast.jane))
        stan = db.session.get(Staff, (cast.acme, cast.stan))
        PortalLink.issue("invitation", contact=tom)
        unanswered = PortalLink.issue("invitation", contact=tom)
        PortalLink.issue("reset", portal_user=jane)
        db.session.add(StaffLink(purpose="invitation", staff_id=stan.staff_id,
                                 used_at=clock.now()))
        db.session.commit()
        kept = unanswered.link_id
    for days, links in ((29, 4), (30, 1)):
        with clock.travelled(days=days, seconds=5), ops.app_context():
            purge.links()
        with cast.within():
            assert left(PortalLink) + left(StaffLink) == links
    with cast.within():
        assert db.session.scalar(select(PortalLink.link_id)) == kept


def test_what_gateways_told_goes_after_a_year_once_it_is_done(cast, ops):
    def told(state, days):
        return WebhookEvent(provider="test", event_id=f"{state} {days}", kind="other", state=state,
                            received_at=clock.now() - timedelta(days=days), sealed=b"letter")

    with cast.within():
        db.session.add_all([told("done", 364), told("done", 366), told("seen", 366),
                            told("unmatched", 366), told("received", 366)])
        db.session.commit()
    with ops.app_context():
        purge.webhook_events()
    with cast.within():
        kept = db.session.execute(
            select(WebhookEvent.event_id, WebhookEvent.sealed).order_by("event_id")).all()
    assert kept == [("done 364", b"letter"), ("received 366", None), ("unmatched 366", None)]

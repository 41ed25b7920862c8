"""From staff's press to a customer who is in: both doors together (R1 to R5, A2, A4, D3, D4)."""

from sqlalchemy import select

from billing.people.portal_link import PortalLink
from config.database import db
from tests.setup.pages import due, state, text

DORA, MAIL = "/setup/customers/C-1004", "dora@c-1004.example"
WORDS = "twelve brown sparrows"


def mailed(cast, purpose):
    """The token that the newest letter of this purpose carries."""
    with cast.within():
        newest = select(PortalLink).where(PortalLink.purpose == purpose)
        token = db.session.scalar(newest.order_by(PortalLink.link_id.desc())).mint()
        db.session.commit()
    return token


def register(visitor, token):
    form = {"password": WORDS, "password_again": WORDS}
    return visitor.post(f"/portal/registration/{token}", form)


def sign_in(visitor):
    return visitor.post("/portal/login", {"email": MAIL, "password": WORDS})


def test_invited_registered_confirmed_in(cast, stan, visit):
    dora = visit("acme")
    stan.post(f"{DORA}/invitation")
    assert register(dora, mailed(cast, "invitation")).status_code == 200
    assert state(cast, "CT-4") == ("Pending", True)
    assert sign_in(dora).status_code == 401
    dora.post(f"/portal/confirmation/{mailed(cast, 'confirmation')}")
    assert state(cast, "CT-4") == ("Enabled", True)
    assert "Re-send Portal Invite" not in text(stan.get(DORA))
    assert sign_in(dora).status_code == 302
    assert "Delta Holding" in text(dora.get("/portal/invoices"))


def test_granted_sets_a_first_password_and_is_in(cast, stan, visit):
    dora = visit("acme")
    stan.post(f"{DORA}/grant")
    dora.post("/portal/forgot", {"email": MAIL})
    assert due(cast)[-1] == ("reset_password", MAIL)
    dora.post(f"/portal/password/{mailed(cast, 'reset')}", {"password": WORDS})
    assert state(cast, "CT-4") == ("Enabled", True)
    assert sign_in(dora).status_code == 302


def test_an_invitation_sent_before_disabling_opens_nothing(cast, stan, visit):
    stan.post(f"{DORA}/invitation")
    token = mailed(cast, "invitation")
    stan.post(f"{DORA}/contacts/CT-4/disable")
    assert register(visit("acme"), token).status_code == 410
    stan.post(f"{DORA}/contacts/CT-4/enable")
    assert register(visit("acme"), token).status_code == 410
    assert "expired" in text(stan.get(DORA))


def test_disabled_between_registering_and_confirming_stays_out(cast, stan, visit):
    dora = visit("acme")
    stan.post(f"{DORA}/invitation")
    register(dora, mailed(cast, "invitation"))
    token = mailed(cast, "confirmation")
    stan.post(f"{DORA}/contacts/CT-4/disable")
    dora.post(f"/portal/confirmation/{token}")
    assert state(cast, "CT-4") == ("Disabled", True)
    assert sign_in(dora).status_code == 401


def test_who_registered_but_never_confirmed_is_invited_anew(cast, stan, visit):
    dora = visit("acme")
    stan.post(f"{DORA}/invitation")
    register(dora, mailed(cast, "invitation"))
    stan.post(f"{DORA}/contacts/CT-4/resend")
    assert register(dora, mailed(cast, "invitation")).status_code == 200
    dora.post(f"/portal/confirmation/{mailed(cast, 'confirmation')}")
    assert sign_in(dora).status_code == 302


def test_granted_and_then_invited_ends_in_one_login(cast, stan, visit):
    dora = visit("acme")
    stan.post(f"{DORA}/grant")
    stan.post(f"{DORA}/contacts/CT-4/resend")
    register(dora, mailed(cast, "invitation"))
    dora.post(f"/portal/confirmation/{mailed(cast, 'confirmation')}")
    assert state(cast, "CT-4") == ("Enabled", True)
    assert sign_in(dora).status_code == 302

import pytest

from config.database import db
from mailers import password_changed
from tests.mailers.post import Post
from tests.mailers.server import Server


@pytest.fixture
def post(migrated):
    return Post(migrated["MAIL_STORE"])


@pytest.fixture
def server(one_app, monkeypatch):
    """A mail server of the test's own, which the app sends to."""
    with Server() as server:
        monkeypatch.setattr(one_app.extensions["mail"], "port", server.port)
        yield server


@pytest.fixture
def notice(cast):
    """A queued mail to Jane, the simplest there is, inside acme."""
    from billing.people.portal_user import PortalUser

    with cast.within():
        mail = password_changed.write(PortalUser.named("jane@atlas.example"))
        db.session.commit()
        yield mail

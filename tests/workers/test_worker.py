"""The worker as a process: what it holds, how it ends, and what it survives."""

import json
import signal
from pathlib import Path

import pytest

from billing.people.portal_user import PortalUser
from config.database import db
from config.embedded.state import State
from config.embedded.valkey import Valkey
from mailers import password_changed
from mailers.mail import Mail
from tests.workers.program import Program, until
from workers import queue


@pytest.fixture
def second(migrated):
    """A Redis of the test's own, to be started late and killed."""
    return Valkey(State(Path(migrated["PORTICO_STATE"], "second")))


@pytest.fixture
def valkey(second):
    process = second.process()
    yield process
    process.stop()


@pytest.fixture
def apart(migrated, second, one_app, monkeypatch):
    """Settings with that Redis, in force in this process too."""
    monkeypatch.setitem(one_app.config, "REDIS_URL", second.environment()["REDIS_URL"])
    return {**migrated, **second.environment()}


def mailed(cast):
    """A queued mail, and whether it was sent."""
    with cast.within():
        mail = password_changed.write(db.session.get(PortalUser, (cast.acme, cast.jane)))
        db.session.commit()
        queue.wake("mail", mail.mail_id)
        mail_id = mail.mail_id

    def sent():
        with cast.within():
            return db.session.get(Mail, (cast.acme, mail_id)).state == "sent"

    return sent


def test_its_own_process_holds_no_database_connection_and_ends_when_told(cast, migrated, owner):
    with Program(migrated, "worker") as worker:
        until(mailed(cast))
        until(lambda: len(worker.children()) == 1)  # the press; the work-horse has gone
        until(lambda: worker.connections(owner) == 0)
        assert worker.end() == 0
        line, = (json.loads(line) for line in worker.said() if '"job"' in line)
    assert (line["name"], line["tenant"], line["outcome"]) == ("mail.deliver", "acme", "done")
    assert "@" not in str(line)


def test_it_starts_before_redis_and_outlives_its_restart(cast, apart, valkey):
    with Program(apart, "worker") as worker:
        until(lambda: any("queue is silent" in line for line in worker.said()))
        valkey.start()
        valkey.wait()
        until(mailed(cast))
        valkey.popen.send_signal(signal.SIGKILL)
        valkey.popen.wait()
        valkey.start()
        valkey.wait()
        until(mailed(cast))
        assert worker.end() == 0
        assert all(json.loads(line) for line in worker.said())


def test_the_scheduler_ends_when_told(migrated):
    with Program(migrated, "scheduler") as scheduler:
        redis = queue.connect(migrated["REDIS_URL"])
        until(lambda: redis.keys("portico:turn:*"))
        assert scheduler.end() == 0

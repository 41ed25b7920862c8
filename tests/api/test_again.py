"""A call that the database ends, because another waits for what it has, is done or told (I4)."""

import threading
import time

import pytest
from flask import jsonify
from sqlalchemy import select

from api.body import takes
from api.door import Door
from api.once import afterwards, lasting
from app import create_app
from billing.people.customer import Customer
from config.database import db
from config.embedded import postgres
from tests.api.program import Program

trials = Door("clashes", __name__, url_prefix="/api/v1/clashes")
meetings, told = [], []
LOCK = "select 1 from customer where tenant_id = %s and customer_id = %s for update"


@trials.post("/customers")
def trial():
    """Has the first customer, then wants the second."""
    locked("C-1001").description = "Tried"
    db.session.flush()
    afterwards(told.append, "done")
    if meetings:
        meetings.pop()()
    return jsonify(name=locked("C-1002").name), 201


@trials.post("/payments")
@lasting
def lasting_trial():
    return trial()


@trials.post("/files")
@takes("application/json")
def trial_of_file():
    return trial()


def locked(customer_id):
    return db.session.scalars(
        select(Customer).where(Customer.customer_id == customer_id).with_for_update()).one()


@pytest.fixture(scope="module")
def trial_app(migrated):
    app = create_app(migrated)
    app.register_blueprint(trials)
    return app


@pytest.fixture
def program(cast, trial_app):
    meetings.clear()
    told.clear()
    return Program(trial_app, "acme", "acme-key")


@pytest.fixture
def meet(cast, services, stage):
    """Somebody who has the second customer, and waits for the first until the call is ended."""
    threads = []

    def begin():
        other = postgres.superuser(services.state, postgres.DATABASE)
        other.autocommit = False
        other.execute("set deadlock_timeout = '10min'")  # it is not the one to be ended
        other.execute(LOCK, (cast.acme, "C-1002"))
        threads.append(threading.Thread(target=wait_and_go, args=(other,)))
        threads[-1].start()
        while not waits(other.info.backend_pid):
            time.sleep(0.01)

    def wait_and_go(other):
        with other:
            other.execute(LOCK, (cast.acme, "C-1001"))

    def waits(pid):
        return stage.connection.execute(
            "select 1 from pg_locks where pid = %s and not granted", (pid,)).fetchone()

    yield begin
    for thread in threads:
        thread.join()


def send(program, path):
    return program.post(f"/clashes/{path}", json={}, headers={"Idempotency-Key": "k-1"})


def description(cast):
    with cast.within():
        return db.session.get(Customer, (cast.acme, "C-1001")).description


def test_it_is_carried_out_once_more(program, cast, meet):
    meetings.append(meet)
    first = send(program, "customers")
    assert first.status_code == 201, first.text
    assert told == ["done"] and description(cast) == "Tried"
    assert send(program, "customers").headers["Idempotent-Replayed"] == "true" and told == ["done"]


@pytest.mark.parametrize(("path", "times"), [("customers", 2), ("payments", 1), ("files", 1)])
def test_else_it_is_told_so_and_may_come_again(program, cast, meet, path, times):
    meetings.extend([meet] * times)
    ended = send(program, path)
    assert (ended.status_code, ended.headers["Retry-After"]) == (503, "1"), ended.text
    assert ended.content_type == "application/problem+json"
    assert told == [] and description(cast) == ""
    assert send(program, path).status_code == 201 and told == ["done"]

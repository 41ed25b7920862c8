"""A POST with an Idempotency-Key does its work once and is answered alike (I4)."""

import threading
from datetime import timedelta

import pytest
from flask import abort, jsonify, request
from sqlalchemy import func, select

from api.door import Door
from api.once import afterwards, lasting
from app import create_app
from billing.people.customer import Customer
from config import clock
from config.database import db
from tenants.api_key import ApiKey
from tenants.idempotent_answer import IdempotentAnswer
from tests.api.program import Program
from workers import purge

BODY = {"customer_id": "C-77"}
trials = Door("trials", __name__, url_prefix="/api/v1/trials")
inside, go_on, told = threading.Event(), threading.Event(), []


@trials.post("/customers")
def trial():
    """Makes a customer, then does as the body asks."""
    sent = request.get_json()
    db.session.add(Customer(customer_id=sent["customer_id"], name="Trial", currency="USD"))
    db.session.flush()
    afterwards(told.append, sent["customer_id"])
    if sent.get("commit"):
        db.session.commit()
    if sent.get("wait"):
        inside.set()
        go_on.wait(20)
    if sent.get("abort"):
        abort(sent["abort"])
    return jsonify(made=db.session.scalar(select(func.count()).select_from(Customer))), 201


@trials.post("/payments")
@lasting
def lasting_trial():
    db.session.commit()
    return trial()


@pytest.fixture(scope="module")
def trial_app(migrated):
    app = create_app(migrated)
    app.register_blueprint(trials)
    return app


@pytest.fixture
def program(cast, trial_app):
    inside.clear()
    go_on.clear()
    told.clear()
    return Program(trial_app, "acme", "acme-key")


def post(program, body=BODY, key="k-1", path="/trials/customers"):
    return program.post(path, json=body, headers={"Idempotency-Key": key} if key else {})


def made(cast, customer_id="C-77"):
    with cast.within():
        return db.session.get(Customer, (cast.acme, customer_id)) is not None


def test_the_same_call_again_is_answered_alike_and_does_nothing(program):
    first, again = post(program), post(program)
    assert (first.status_code, first.data) == (again.status_code, again.data) == (201, first.data)
    assert first.content_type == again.content_type
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert told == ["C-77"]


def test_without_a_key_every_call_is_a_new_one(program):
    assert post(program, key=None).status_code == 201
    assert post(program, key=None).status_code != 201


def test_the_same_key_with_another_body_or_address_is_refused(program, cast):
    post(program)
    for answer in (post(program, {"customer_id": "C-78"}), post(program, path="/trials/payments")):
        assert answer.status_code == 422
        assert answer.content_type == "application/problem+json"
    assert not made(cast, "C-78")


def test_two_programs_may_use_the_same_key(program, cast):
    with cast.within():
        ApiKey.issue("second", ["write"], "second-key")
        db.session.commit()
    post(program)
    program.headers = {"Authorization": "Bearer second-key"}
    assert post(program, {"customer_id": "C-78"}).status_code == 201


@pytest.mark.parametrize("path", ["/trials/customers", "/trials/payments"])
def test_while_the_first_is_under_way_a_second_one_is_told_so(program, cast, path):
    answers = []
    body = {**BODY, "wait": True}
    first = threading.Thread(target=lambda: answers.append(post(program, body, path=path)))
    first.start()
    assert inside.wait(20)
    second = post(program, body, path=path)
    go_on.set()
    first.join()
    assert (answers[0].status_code, second.status_code) == (201, 409)
    assert int(second.headers["Retry-After"]) > 0
    assert post(program, body, path=path).data == answers[0].data


@pytest.mark.parametrize("path", ["/trials/customers", "/trials/payments"])
def test_what_was_refused_or_failed_is_undone_and_may_come_again(program, cast, path):
    for status in (409, 500):
        assert post(program, {**BODY, "abort": status}, path=path).status_code == status
        assert not made(cast) and not told
    assert post(program, path=path).status_code == 201


def test_a_call_whose_process_died_may_come_again_after_a_while(program, cast):
    with cast.within():
        key = ApiKey.under("acme-key")
        db.session.add(IdempotentAnswer(api_key_id=key.api_key_id, idempotency_key="k-1",
                                        asked=b"somebody's"))
        db.session.commit()
    assert post(program).status_code == 422
    with clock.travelled(minutes=3):
        assert post(program).status_code == 201


def test_a_key_counts_for_a_day_and_is_forgotten_then(program, cast, ops_app):
    post(program)
    with clock.travelled(hours=23):
        assert post(program).headers["Idempotent-Replayed"]
    with clock.travelled(hours=25):
        assert post(program, {"customer_id": "C-78"}).status_code == 201
    with ops_app.app_context(), clock.travelled(hours=26):
        purge.idempotent_answers()
    with cast.within():
        left = db.session.scalars(select(IdempotentAnswer)).all()
        assert [each.begun_at > clock.now() + timedelta(hours=24) for each in left] == [True]


@pytest.mark.parametrize("key", ["", "x" * 256, "\N{SNOWMAN}"])
def test_a_key_is_of_few_and_plain_signs(program, cast, key):
    answer = program.post("/trials/customers", json=BODY,
                          headers={"Idempotency-Key": key.encode().decode("latin-1")})
    assert answer.status_code == 400 and not made(cast)


def test_a_view_that_commits_too_early_fails_at_once(program, cast):
    assert post(program, {**BODY, "commit": True}).status_code == 500
    assert not made(cast)

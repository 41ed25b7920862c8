"""Waking workers, and what happens when the queue is not there to wake them."""

import importlib
import inspect
import re
import socket

import pytest
from sqlalchemy import text

from mailers.mail import Mail
from workers import queue, worker


def test_a_row_waits_in_the_queue_of_its_kind(cast):
    with cast.within():
        mail = Mail.write("access_granted", "jane@atlas.example", contact_id="CT-1")
        queue.wake("mail", mail.mail_id)
        job, = queue.of("mail").get_jobs()
    assert job.func_name == "workers.mails.deliver"
    assert job.args == [cast.acme, str(mail.mail_id)]
    assert "jane" not in job.id + job.description + str(job.meta)


def test_the_sweeper_can_see_that_a_row_waits_already(cast):
    with cast.within():
        queue.wake("mail", "0" * 32)
        queue.wake("mail", "0" * 32)
        assert queue.waiting("mail") == {queue.ticket("mail", "0" * 32, cast.acme)}


@pytest.fixture
def dead_queue(app, tmp_path):
    """Settings that point where nobody listens."""
    address = app.config["REDIS_URL"]
    app.config["REDIS_URL"] = f"unix://{tmp_path}/nobody.sock"
    yield
    app.config["REDIS_URL"] = address


def test_a_dead_queue_breaks_nothing(cast, dead_queue):
    with cast.within():
        queue.wake("mail", "0" * 32)


def test_a_queue_that_never_answers_is_left_waiting(cast, one_app, monkeypatch, tmp_path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "mute.sock"))
        listener.listen()
        monkeypatch.setitem(one_app.config, "REDIS_URL", f"unix://{tmp_path}/mute.sock")
        monkeypatch.setattr(queue, "PATIENCE", 0.1)
        with cast.within():
            queue.wake("mail", "0" * 32)
    assert queue._silent_until > 0


def test_a_dead_queue_is_asked_once_and_then_left_alone(cast, dead_queue, monkeypatch):
    asked = []
    ask = queue.enqueue
    monkeypatch.setattr(queue, "enqueue", lambda *job: asked.append(job) or ask(*job))
    with cast.within():
        for _ in range(50):
            queue.wake("mail", "0" * 32)
    assert len(asked) == 1


def test_every_kind_of_waiting_row_has_a_job(owner):
    with owner.connect() as connection:
        asks = "select prosrc from pg_proc where proname = 'waiting_work'"
        source = connection.execute(text(asks)).scalar_one()
    assert set(re.findall(r"'(\w+)'", source)) == set(queue.JOBS)


def test_every_queue_has_a_job_and_a_worker_that_listens():
    all_of_them = inspect.signature(worker.work).parameters["kinds"].default
    assert set(all_of_them) == set(queue.JOBS)
    for name in queue.JOBS.values():
        module, _, function = name.rpartition(".")
        assert callable(getattr(importlib.import_module(module), function))

"""Recurring work: once a period, by whichever scheduler; nothing stops it but its end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest

from tests.workers.program import until
from workers import schedule, turn
from workers.schedule import Recurring

HOUR = timedelta(hours=1)


@pytest.fixture
def run(ops, monkeypatch):
    """A function that keeps a schedule in several schedulers at once, until a condition holds."""

    def keep(recurring, condition, schedulers=1):
        monkeypatch.setattr(schedule, "SCHEDULE", recurring)
        monkeypatch.setattr(schedule, "TICK", 0.01)
        monkeypatch.setattr(schedule, "SULKING", 0.01)
        over = Event()

        def one(_):
            with ops.app_context():
                schedule.keep(over)

        with ThreadPoolExecutor(schedulers) as threads:
            ends = [threads.submit(one, number) for number in range(schedulers)]
            try:
                until(condition)
            finally:
                over.set()
            for end in ends:
                end.result(10)

    return keep


def test_of_many_schedulers_one_has_the_turn(ops):
    def take(_):
        with ops.app_context():
            return turn.take("test", HOUR)

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(take, range(40))) == 1


def test_a_turn_comes_again_after_its_period(ops):
    with ops.app_context():
        assert turn.take("test", timedelta(milliseconds=50))
        until(lambda: turn.take("test", HOUR))
        assert not turn.take("test", HOUR)


def test_two_schedulers_do_once_what_is_due_once(run):
    done, ticks = [], []
    run((Recurring("work", HOUR, lambda: done.append(1)),
         Recurring("tick", timedelta(milliseconds=20), lambda: ticks.append(1))),
        lambda: len(ticks) >= 10, schedulers=2)
    assert done == [1]


def test_work_that_fails_does_not_keep_other_work_from_being_done(run):
    done = []

    def fail():
        raise OSError

    run((Recurring("bad", timedelta(milliseconds=20), fail),
         Recurring("good", timedelta(milliseconds=20), lambda: done.append(1))),
        lambda: len(done) >= 5)


def test_it_goes_on_when_redis_is_back(run, ops, tmp_path):
    good, done = ops.config["REDIS_URL"], []
    bad = f"unix://{tmp_path}/nobody.sock"
    refused = []

    def come_back():
        refused.append(1)
        if len(refused) > 5:
            ops.config["REDIS_URL"] = good
        return done

    ops.config["REDIS_URL"] = bad
    try:
        run((Recurring("work", HOUR, lambda: done.append(1)),), come_back)
    finally:
        ops.config["REDIS_URL"] = good
    assert done == [1]


def test_the_sweeper_comes_twice_a_minute():
    sweep, = (work for work in schedule.SCHEDULE if work.name == "sweep")
    assert sweep.every == timedelta(seconds=30)


def test_every_piece_of_work_has_a_turn_of_its_own():
    assert len({work.name for work in schedule.SCHEDULE}) == len(schedule.SCHEDULE)

"""Guesses that come at the same moment are no more than those that come one by one (R6)."""

from threading import Barrier, Thread

import pytest

from config import limits
from tests.cast import PASSWORD

AT_ONCE = 30
MOST = int(limits.PER_ACCOUNT.partition(" ")[0])
DOORS = {"/portal/login": "jane@atlas.example", "/setup/login": "stan@acme.example"}
door = pytest.mark.parametrize("path", DOORS)


def burst(visitors, path, password):
    """The answers' codes; all have left before the first is answered."""
    gate, told = Barrier(len(visitors)), []

    def come(visitor):
        visitor.csrf_token()
        gate.wait()
        told.append(visitor.post(path, {"email": DOORS[path], "password": password}).status_code)

    threads = [Thread(target=come, args=[visitor]) for visitor in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return told


@door
def test_a_burst_of_guesses_is_looked_at_no_more_than_ten_times(cast, visit, path):
    told = burst([visit("acme") for _ in range(AT_ONCE)], path, "a wrong guess")
    assert sorted(told) == [401] * MOST + [429] * (AT_ONCE - MOST)


@door
def test_who_is_let_in_has_used_up_nothing(cast, visit, path):
    right = {"email": DOORS[path], "password": PASSWORD}
    for _ in range(2 * MOST):
        assert visit("acme").post(path, right).status_code == 302
    wrong = right | {"password": "a wrong guess"}
    told = [visit("acme").post(path, wrong).status_code for _ in range(MOST + 1)]
    assert told == [401] * MOST + [429]


@door
def test_coming_in_gives_no_more_guesses_than_it_took(cast, visit, path):
    """Who knows one password does not get to try another ten times by it."""
    wrong = {"email": "somebody@else.example", "password": "a wrong guess"}
    right = {"email": DOORS[path], "password": PASSWORD}
    told = []
    for _ in range(MOST + 1):
        assert visit("acme").post(path, right).status_code == 302
        told.append(visit("acme").post(path, wrong).status_code)
    assert told == [401] * MOST + [429]

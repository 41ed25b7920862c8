"""How many calls a key may make is told in every answer (I4)."""

import pytest

from config import clock
from tests.api.program import Program
from tests.api.test_door import assert_problem


@pytest.fixture
def three(app, monkeypatch):
    monkeypatch.setitem(app.config, "API_CALLS_PER_MINUTE", "3")


def rate(answer):
    return {name: int(answer.headers[f"RateLimit-{name}"])
            for name in ("Limit", "Remaining", "Reset")}


def test_every_answer_tells_what_is_left(program, three):
    with clock.frozen(clock.now().replace(second=20)):
        told = [rate(program.get(path)) for path in ("/customers", "/customers/nobody")]
    assert told == [{"Limit": 3, "Remaining": left, "Reset": 40} for left in (2, 1)]


def test_a_call_too_many_is_refused_until_the_next_minute(program, cast, app, three):
    with clock.frozen(clock.now().replace(second=20)):
        answers = [program.get("/customers") for _ in range(4)]
        assert [each.status_code for each in answers] == [200, 200, 200, 429]
        assert_problem(answers[3], 429)
        assert answers[3].headers["Retry-After"] == "40"
        assert rate(answers[3]) == {"Limit": 3, "Remaining": 0, "Reset": 40}
        neighbour = Program(app, "initech", "CANARY-initech-key")
        assert rate(neighbour.get("/customers"))["Remaining"] == 2
    with clock.travelled(minutes=1):
        assert program.get("/customers").status_code == 200

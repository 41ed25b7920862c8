"""Pages wait for each other, but not for what one of them waits for outside."""

from threading import Event, Thread

import pytest
from flask import Flask

from config import turns


@pytest.fixture
def desk():
    return Desk()


class Desk:
    """An app whose pages wait until they are told to go on."""

    def __init__(self):
        self.begun, self.order = [], []
        self.go_on = {name: Event() for name in "abc"}
        self.app = Flask("desk")
        self.app.add_url_rule("/<name>", "page", self.page, methods=["GET", "POST"])
        self.app.add_url_rule("/<name>/outside", "outside", self.outside)
        turns.join(self.app)

    def page(self, name):
        self.begun.append(name)
        self.go_on[name].wait(20)
        self.order.append(name)
        return name

    def outside(self, name):
        turns.leave()
        return self.page(name)

    def ask(self, path, method="GET"):
        thread = Thread(target=lambda: self.app.test_client().open(path, method=method))
        thread.start()
        return thread


def until(condition):
    for _ in range(2000):
        if condition():
            return
        Event().wait(0.005)
    raise AssertionError("it never came to be")


def test_pages_are_made_in_the_order_they_were_asked_for(desk):
    threads = [desk.ask("/a")]
    until(lambda: desk.begun == ["a"])
    for number, name in enumerate("bc"):
        threads.append(desk.ask(f"/{name}"))
        until(lambda number=number: len(turns.waiting) == number + 1)
    desk.go_on["c"].set()
    desk.go_on["b"].set()
    assert desk.begun == ["a"]
    desk.go_on["a"].set()
    for thread in threads:
        thread.join(20)
    assert desk.order == ["a", "b", "c"]


def test_who_waits_outside_holds_nobody_up(desk):
    first = desk.ask("/a/outside")
    until(lambda: desk.begun == ["a"])
    desk.go_on["b"].set()
    desk.ask("/b").join(20)
    assert desk.order == ["b"]
    desk.go_on["a"].set()
    first.join(20)
    assert desk.order == ["b", "a"]


def test_what_brings_a_body_waits_for_no_turn(desk):
    first = desk.ask("/a")
    until(lambda: desk.begun == ["a"])
    desk.go_on["b"].set()
    desk.ask("/b", "POST").join(20)
    assert desk.order == ["b"]
    desk.go_on["a"].set()
    first.join(20)


def test_a_page_that_fails_gives_its_turn_back(desk):
    desk.app.config["PROPAGATE_EXCEPTIONS"] = True
    desk.app.add_url_rule("/broken", "broken", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.app.test_client().get("/broken")
    desk.go_on["a"].set()
    desk.ask("/a").join(20)
    assert desk.order == ["a"]

"""Who guesses is slowed down, and told when to try again (R6)."""

import pytest

from config import extensions, limits
from tests.visitor import Visitor

WRONG = {"email": "jane@atlas.example", "password": "a wrong guess"}


@pytest.fixture
def guess(cast, app):
    """POSTs a form from some address."""

    def post(path, data, source="203.0.113.1", subdomain="acme"):
        visitor = Visitor(app, subdomain)
        return visitor.post(path, data, environ_overrides={"REMOTE_ADDR": source})

    return post


def assert_slowed(answer):
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 15 * 60
    assert "minute" in answer.text


@pytest.mark.parametrize("path", ["/portal/login", "/setup/login"])
def test_ten_wrong_guesses_at_an_account_are_enough(guess, path):
    for number in range(10):
        assert guess(path, WRONG, f"203.0.113.{number}").status_code in (401, 422)
    assert_slowed(guess(path, WRONG, "203.0.113.99"))


def test_an_account_is_the_same_however_it_is_written(guess):
    for number in range(10):
        guess("/portal/login", {**WRONG, "email": " JANE@Atlas.example "}, f"203.0.113.{number}")
    assert_slowed(guess("/portal/login", WRONG, "203.0.113.99"))


def test_another_account_and_another_tenant_are_not_slowed(guess):
    for number in range(11):
        guess("/portal/login", WRONG, f"203.0.113.{number}")
    other = {**WRONG, "email": "bruno@borealis.example"}
    assert guess("/portal/login", other, "203.0.113.99").status_code == 401
    assert guess("/portal/login", WRONG, "203.0.113.99", "initech").status_code == 401


@pytest.mark.parametrize("path", ["/portal/login", "/portal/forgot"])
def test_one_address_may_not_try_many_accounts(guess, path):
    most = int(limits.PER_ADDRESS.partition(" ")[0])
    for number in range(most):
        form = {**WRONG, "email": f"someone{number}@atlas.example"}
        assert guess(path, form).status_code in (200, 401)
    assert_slowed(guess(path, {**WRONG, "email": "last@atlas.example"}))
    assert guess(path, WRONG, "203.0.113.2").status_code in (200, 401)


def test_looking_at_the_form_is_no_guess(guess, visit):
    for _ in range(50):
        assert visit("acme").get("/portal/login").status_code == 200


def test_an_old_password_is_not_guessed_under_other_names(cast, jane):
    """Whoever found a visit open knows the form's fields, and may add one."""
    for number in range(11):
        answer = jane.post(
            "/portal/account/password",
            {"old_password": "a wrong guess", "email": f"nobody{number}@example.com"},
            environ_overrides={"REMOTE_ADDR": f"203.0.113.{number}"},
        )
    assert_slowed(answer)


@pytest.fixture
def limiter():
    """The one that all apps of this process share, as it was for the tests that come after."""
    kept = dict(vars(extensions.limiter))
    yield extensions.limiter
    vars(extensions.limiter).update(kept)


def test_redis_gone_lets_people_in(cast, migrated, limiter):
    """Slowing down is worth less than being open (W1)."""
    from app import create_app

    lame = create_app({**migrated, "REDIS_URL": "redis://127.0.0.1:9/0"})
    right = {"email": "stan@acme.example", "password": "correct horse battery"}
    assert Visitor(lame, "acme").post("/setup/login", right).status_code == 302

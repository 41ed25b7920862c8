"""Passwords: long enough, not common, kept as Argon2id, compared in even time (R6)."""

import time

import pytest

from tenants import password, token


@pytest.mark.parametrize(("word", "reason"), [
    ("short", "12 characters"), ("x" * 11, "12 characters"), ("x" * 257, "at most 256"),
    ("password1234", "common"), ("qwertyuiopas", "common"), ("aaaaaaaaaaaaaaaa", "common"),
])
def test_weak_passwords_are_told_why(word, reason):
    assert reason in password.weakness(word)


@pytest.mark.parametrize("word", ["correct horse battery", "xK9#mQ2$vL7!", "пароль из слов моих",
                                  "    spaces are words    ", "it may be long " * 17])
def test_good_passwords_are_taken(word):
    assert password.weakness(word) is None


def test_a_password_is_kept_as_argon2id_and_known_again():
    stored = password.hashed("correct horse battery")
    assert stored.startswith("$argon2id$") and "correct" not in stored
    assert stored != password.hashed("correct horse battery")
    assert password.matches(stored, "correct horse battery")
    for other in ("Correct horse battery", "correct horse battery ", ""):
        assert not password.matches(stored, other)


@pytest.mark.parametrize("stored", [None, "", "$argon2id$broken", "plain"])
def test_nothing_matches_what_is_no_hash(stored):
    for given in ("", "plain", "no such person has this password"):
        assert not password.matches(stored, given)


def test_nobody_takes_as_long_as_somebody():
    """So that the time does not tell which addresses have a login."""
    stored = password.hashed("correct horse battery")

    def spent(kept):
        since = time.process_time()
        for _ in range(5):
            password.matches(kept, "a wrong guess")
        return time.process_time() - since

    assert 0.4 < spent(None) / spent(stored) < 2.5


def test_tokens_are_256_bits_and_never_alike():
    minted = {token.mint() for _ in range(1000)}
    assert len(minted) == 1000 and all(len(each) == 43 for each in minted)
    assert len(token.hashed("x")) == 32

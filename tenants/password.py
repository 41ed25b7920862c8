"""Passwords (R6): at least 12 characters, not a common one, kept as Argon2id."""

from functools import cache

from config.languages import N_

SHORTEST, LONGEST = 12, 256


def hashed(password):
    return hasher().hash(password)


def matches(stored, password):
    """Whether it is the password; takes as long when there is none to compare with."""
    from argon2.exceptions import InvalidHashError, VerificationError

    nobodys = dummy()
    try:
        return hasher().verify(stored or nobodys, password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


@cache
def hasher():
    """Most pages need none; to make one with its dummy takes 50 ms of a process' start."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@cache
def dummy():
    return hasher().hash("no such person has this password")


def weakness(password):
    """Why the password cannot be taken, as a message to translate, or None."""
    if len(password) < SHORTEST:
        return N_("Use at least 12 characters.")
    if len(password) > LONGEST:
        return N_("Use at most 256 characters.")
    if guessable(password):
        return N_("This password is a common one and easy to guess. Choose another.")
    return None


def guessable(password):
    """Whether it is on, or close to, the lists of common passwords."""
    from zxcvbn import zxcvbn  # 20 MB of word lists, wanted only where passwords are made

    return zxcvbn(password[:72])["score"] < 2

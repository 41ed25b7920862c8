"""Passwords (R6): at least 12 characters, not a common one, kept as Argon2id."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from config.languages import N_

SHORTEST, LONGEST = 12, 256
hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
DUMMY = hasher.hash("no such person has this password")


def hashed(password):
    return hasher.hash(password)


def matches(stored, password):
    """Whether it is the password; takes as long when there is none to compare with."""
    try:
        return hasher.verify(stored or DUMMY, password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


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

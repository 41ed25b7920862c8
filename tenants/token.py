"""Secrets handed out once: 256 bits, kept only as a hash."""

import hashlib
import secrets


def mint():
    """A new secret for a cookie, a link or a key."""
    return secrets.token_urlsafe(32)


def hashed(token):
    """What is stored of a secret; it is random, so a plain hash suffices."""
    return hashlib.sha256(token.encode()).digest()

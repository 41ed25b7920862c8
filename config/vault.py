"""What the database keeps locked, under keys that only the installation's environment holds.

AES-256-GCM with a nonce of its own each time. What a text is for is bound to it: moved to another
tenant's row it does not open.
"""

import hashlib
import os

from flask import current_app

from config.seal import derived

MARK, NONCE = 8, 12  # bytes
PURPOSE = "vault"


class CannotOpen(Exception):
    """None of the installation's keys opens it, or it was made for something else."""


def locked(text, purpose):
    """Bytes that hold the text under the newest key."""
    key, nonce = keys()[0], os.urandom(NONCE)
    return mark(key) + nonce + cipher(key).encrypt(nonce, text.encode(), purpose.encode())


def unlocked(kept, purpose):
    """The text; raises CannotOpen."""
    from cryptography.exceptions import InvalidTag

    nonce, body = kept[MARK:MARK + NONCE], kept[MARK + NONCE:]
    for key in keys():
        if mark(key) == kept[:MARK]:
            try:
                return cipher(key).decrypt(nonce, body, purpose.encode()).decode()
            except InvalidTag as error:
                raise CannotOpen(purpose) from error
    raise CannotOpen(purpose)


def newest(kept):
    """Whether it is locked under the newest key."""
    return kept[:MARK] == newest_mark()


def newest_mark():
    """What everything that is locked under the newest key begins with."""
    return mark(keys()[0])


def keys():
    """32 bytes for each word of CREDENTIAL_KEYS, the newest first; older ones only open."""
    words = current_app.config["CREDENTIAL_KEYS"].split(",")
    return [derived(word.strip(), PURPOSE) for word in words if word.strip()]


def mark(key):
    """Tells under which key something is locked, and nothing of the key."""
    return hashlib.sha256(b"mark" + key).digest()[:MARK]


def cipher(key):
    # Imported by who needs it: it takes memory that most processes never use.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)

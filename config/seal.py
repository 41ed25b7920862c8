"""Words for addresses that tell nobody what they hold, and that nobody else can make.

A synthetic-IV construction as in RFC 5297, of HMAC-SHA256 and SHAKE256: the same text makes the
same word, which is all that the word tells.
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from flask import current_app

TAG = 16  # bytes


def sealed(text):
    plain = text.encode()
    tag = tag_of(plain)
    return base64.urlsafe_b64encode(tag + mixed(plain, tag)).decode().rstrip("=")


def opened(word):
    """The text; raises ValueError for a word that we have not made."""
    whole = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
    tag, body = whole[:TAG], whole[TAG:]
    plain = mixed(body, tag)
    if not hmac.compare_digest(tag, tag_of(plain)):
        raise ValueError("not ours")
    return plain.decode()


def tag_of(plain):
    return hmac.digest(key("seal: tag"), plain, "sha256")[:TAG]


def mixed(text, tag):
    """To and fro alike: the text under a stream that the key and the tag make."""
    stream = hashlib.shake_256(key("seal: stream") + tag).digest(len(text))
    return bytes(mark ^ other for mark, other in zip(text, stream, strict=True))


def key(purpose):
    """32 bytes that serve one purpose, of the installation's secret."""
    return derived(current_app.config["SECRET_KEY"], purpose)


@lru_cache(maxsize=16)
def derived(secret, purpose):
    return hmac.digest(secret.encode(), purpose.encode(), "sha256")

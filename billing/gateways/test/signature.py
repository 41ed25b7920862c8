"""How the Test gateway signs its events: each account has a key of its own (security C10)."""

import hashlib
import hmac

HEADER = "Gateway-Signature"


def sign(secret, account, body):
    key = hmac.digest(secret.encode(), f"events:{account}".encode(), "sha256")
    return hmac.new(key, body, hashlib.sha256).hexdigest()


def genuine(secret, account, body, signature):
    expected = sign(secret, account, body).encode()
    return hmac.compare_digest(expected, (signature or "").encode())

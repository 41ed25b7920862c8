"""Signatures of what is sent to a company's programs, as Standard Webhooks 1.0 has them."""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
LENGTH = 32  # bytes


def mint():
    """A new secret, as it is shown."""
    return PREFIX + base64.b64encode(secrets.token_bytes(LENGTH)).decode()


def headers(message_id, moment, body, shown_secrets):
    """What stands above the body, bytes: signed with each of the secrets, the newest first."""
    stamp = str(int(moment.timestamp()))
    signed = f"{message_id}.{stamp}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(signature(secret, signed) for secret in shown_secrets),
    }


def signature(secret, signed):
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()

"""Where servers send what they could not deliver: an address of each mail's own (VERP, S15).

It names the tenant and the mail under a seal of the installation's, so that nobody can say of
another's mail that it has bounced. Servers may write it in capitals: its word bears that.
"""

import base64
import hmac
import struct
import uuid

from flask import current_app

from config import seal

WHOSE = struct.Struct("!I16s")
TAG = 10  # bytes; a guess in 10^24


def of(mail):
    """The mail's own address beside MAIL_BOUNCES; "" while no mailbox takes bounces."""
    name, _at, host = current_app.config.get("MAIL_BOUNCES", "").rpartition("@")
    return name and f"{name}+{word(WHOSE.pack(mail.tenant_id, mail.mail_id.bytes))}@{host}"


def mail_of(address):
    """(tenant id, mail id); raises ValueError for an address that we have not made."""
    whole = base64.b32decode(address.partition("@")[0].rpartition("+")[2].upper())
    whose, tag = whole[:WHOSE.size], whole[WHOSE.size:]
    if not hmac.compare_digest(tag, tag_of(whose)):
        raise ValueError("not ours")
    tenant_id, mail_id = WHOSE.unpack(whose)
    return tenant_id, uuid.UUID(bytes=mail_id)


def word(whose):
    return base64.b32encode(whose + tag_of(whose)).decode().lower()


def tag_of(whose):
    return hmac.digest(seal.key("return path"), whose, "sha256")[:TAG]

"""Where servers send what they could not deliver: an address of each mail's own (VERP, S15).

It names the tenant and the mail under a seal of the installation's, so that nobody can say of
another's mail that it has bounced. Which seal it is tells whether the mail came back itself, or
which of its copies (BCC). Servers may write it in capitals: its word bears that.
"""

import base64
import hmac
import struct
import uuid

from flask import current_app

from config import seal

WHOSE = struct.Struct("!I16s")
TAG = 10  # bytes; a guess in 10^24
ITSELF = 0  # copies count from 1
MOST_COPIES = 5  # of one kind of mail


def of(mail, copy=ITSELF):
    """The own address, beside MAIL_BOUNCES, of the mail or of its n-th copy; "" while no mailbox
    takes bounces.
    """
    name, _at, host = current_app.config.get("MAIL_BOUNCES", "").rpartition("@")
    whose = WHOSE.pack(mail.tenant_id, mail.mail_id.bytes)
    return name and f"{name}+{word(whose, copy)}@{host}"


def mail_of(address):
    """(tenant id, mail id, which copy); raises ValueError for an address that we have not made."""
    whole = base64.b32decode(address.partition("@")[0].rpartition("+")[2].upper())
    whose, tag = whole[:WHOSE.size], whole[WHOSE.size:]
    fits = [copy for copy in range(MOST_COPIES + 1)
            if hmac.compare_digest(tag, tag_of(whose, copy))]
    if not fits:
        raise ValueError("not ours")
    tenant_id, mail_id = WHOSE.unpack(whose)
    return tenant_id, uuid.UUID(bytes=mail_id), fits[0]


def word(whose, copy):
    return base64.b32encode(whose + tag_of(whose, copy)).decode().lower()


def tag_of(whose, copy):
    return hmac.digest(seal.key("return path"), whose + bytes([copy] * bool(copy)), "sha256")[:TAG]

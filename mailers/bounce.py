"""What a mail server says of a mail that it took and could not deliver (RFC 3464, S15)."""

import re
from email import message_from_bytes, policy
from email.utils import getaddresses
from typing import NamedTuple

from sqlalchemy import select

from config.database import db
from mailers import return_path
from mailers.mail import Mail
from mailers.sending import Sending
from mailers.smtp import LONGEST_REASON
from tenants.current import as_tenant

ENVELOPE = ("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "To")
CODE = re.compile(r"^[245][0-9.]")
SIGNS = re.compile(r"[\x00-\x20\x7f]+")


class Bounce(NamedTuple):
    """`reason` is the server's answer, or "" of what is no final refusal."""

    addresses: list
    reason: str

    @classmethod
    def read(cls, source, recipient=""):
        """From a message's bytes; the recipient is whom the MTA has it for, if it says so."""
        message = message_from_bytes(source, policy=policy.compat32)
        said = getaddresses([str(value) for name in ENVELOPE
                             for value in message.get_all(name, ())])
        reasons = filter(None, map(reason, reports(message)))
        known = [recipient] if recipient else [address for _name, address in said]
        return cls(known, next(reasons, ""))

    def take(self):
        """Mark the mail that it is about, and commit; whether there is one that had been sent, or
        a copy of one.
        """
        for address in self.addresses:
            try:
                tenant_id, mail_id, copy = return_path.mail_of(address)
            except ValueError:
                continue
            return bool(self.reason) and marked(tenant_id, mail_id, copy, self.reason)
        return False


def marked(tenant_id, mail_id, copy, said):
    with as_tenant(tenant_id):
        mail = db.session.scalar(select(Mail).where(Mail.mail_id == mail_id).with_for_update())
        bounced = mail is not None and (
            mail.bounce_copy(Sending.of(mail.template).copy_at(copy, mail.sent_at), said)
            if copy else mail.bounce(said))
        db.session.commit()
        return bounced


def reports(message):
    """What is said of each recipient."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            yield from (block for block in part.get_payload() if block["Action"])


def reason(block):
    """The server's own words, with a code before them; "" where it still tries, or has delivered.

    What failed after days of trying has a code that begins with 4, and has failed all the same.
    """
    if str(block["Action"]).strip().lower() != "failed":
        return ""
    words = str(block["Diagnostic-Code"] or "").partition(";")[2] or "undelivered"
    said = SIGNS.sub(" ", words).strip()
    code = SIGNS.sub("", str(block["Status"] or "5.0.0"))
    return (said if CODE.match(said) else f"{code} {said}")[:LONGEST_REASON]

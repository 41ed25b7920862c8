"""A letter as it goes over the wire."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from flask import current_app, g
from flask_babel import gettext as _

from config import clock
from mailers.smtp import Refused


def message(letter, to, message_id, reply_to="", bcc=(), return_path="", papers=()):
    """The whole mail; raises Refused when the recipient is not exactly one address.

    Answers go to `reply_to`, else to the company's support; `bcc` get copies that nobody sees, as
    (address, return path); bounces come to `return_path`; `papers` are PDFs as (file name, bytes).
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = sender(), recipient(to)
    if answers := reply_to or g.tenant.support_email:
        mail["Reply-To"] = recipient(answers)
    if bcc:
        mail["Bcc"] = [recipient(address) for address, _path in bcc]
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = message_id
    for path in (return_path, *(path for _address, path in bcc)) if return_path else ():
        mail["Return-Path"] = path  # the mail's own first, then its copies' in their order
    mail["Auto-Submitted"] = "auto-generated"  # no out-of-office notes back (RFC 3834)
    # Quoted-printable keeps lines short, which SMTP asks for, and the source readable.
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for name, body in papers:
        mail.add_attachment(body, maintype="application", subtype="pdf", filename=name)
    return mail


def sender():
    """The company's name, at an address that this installation may send from."""
    config = current_app.config
    address = config.get("MAIL_FROM") or f"no-reply@{config['BASE_HOST']}"
    company = " ".join(g.tenant.name.split())
    return Address(_("%(company)s via Portico", company=company), addr_spec=address)


def recipient(address):
    """One address; a host name in another script is written as mail servers know it."""
    name, _at, host = address.rpartition("@")
    try:
        return Address(addr_spec=f"{name}@{host.encode('idna').decode()}")
    except (ValueError, IndexError, MessageError) as error:
        raise Refused("The address is not a valid one.") from error

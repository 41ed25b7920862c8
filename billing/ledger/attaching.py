"""Files that staff put to an invoice: bounded in size and number, typed by what they hold (S16).

Nothing is opened or run here, and browsers are told to save a file, never to show it, so what it
holds harms nobody by lying there.
"""

import uuid

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from billing.ledger.attachment import Attachment
from billing.ledger.invoice import Invoice
from billing.people.refusal import Refused
from config import shelf
from config.database import db
from config.file_names import plain, unique
from tenants.isolation import current_tenant_id

LARGEST = 5 * 1024 * 1024  # bytes
MOST = 10  # files of an invoice
UNKNOWN = "application/octet-stream"
BEGINNINGS = (
    (b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"), (b"GIF87a", "image/gif"), (b"GIF89a", "image/gif"),
    (b"PK\x03\x04", "application/zip"),
)
OFFICE = {
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class TooMany(Refused):
    text = _("An invoice has at most %(most)s attachments. Delete one first.")


def attach(invoice, name, body, by):
    """A new Attachment with its bytes in storage; raises TooMany, and shelf.NotThere."""
    changed(invoice.invoice_id, by)
    names = db.session.scalars(
        select(Attachment.name).where(Attachment.invoice_id == invoice.invoice_id)).all()
    if len(names) >= MOST:
        raise TooMany(most=MOST)
    key = f"{current_tenant_id()}/attachments/{uuid.uuid4()}"
    kind = kind_of(body)
    shelf.keep(key, body, kind)
    attachment = Attachment(invoice_id=invoice.invoice_id, name=unique([*names, safe(name)])[-1],
                            content_type=kind, size=len(body), storage_key=key, added_by=by)
    db.session.add(attachment)
    return attachment


def detach(attachment, by):
    """The record is gone; its bytes stay where its `storage_key` says until the caller deletes."""
    changed(attachment.invoice_id, by)
    db.session.delete(attachment)


def changed(invoice_id, by):
    """The invoice changes with its files; whoever else is at them waits."""
    invoice = db.session.scalar(
        select(Invoice).where(Invoice.invoice_id == invoice_id).with_for_update(key_share=True))
    invoice.touch()
    invoice.updated_by = by


def safe(name):
    """The last part of the name, as a file may be called anywhere; never empty, never hidden."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return plain(last).strip(" .") or "file"


def kind_of(body):
    """What the first bytes say; text where all of it is; nothing is believed of the name."""
    for beginning, kind in BEGINNINGS:
        if body.startswith(beginning):
            return office(body) if kind == "application/zip" else kind
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return "text/plain" if is_text(body) else UNKNOWN


def office(body):
    return next((kind for part, kind in OFFICE.items() if part in body), "application/zip")


def is_text(body):
    try:
        return "\0" not in body.decode()
    except UnicodeDecodeError:
        return False

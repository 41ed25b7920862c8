"""Files that come with an invoice: uploaded, fetched, taken away by programs (I2, W3)."""

from flask import g, redirect, request
from flask_smorest.fields import Upload
from marshmallow import Schema, ValidationError
from sqlalchemy import select

from api.body import takes
from api.door import api
from api.invoices import find
from api.once import afterwards
from billing.ledger import attaching
from billing.ledger.attachment import Attachment
from billing.ledger.invoice_parts import AttachmentShape
from config import storage
from config.database import db
from workers import taking_back

FILES = "/invoices/<invoice_id>/attachments"
FILE = FILES + "/<int(max=9223372036854775807):attachment_id>"
TAGS = {"tags": ["Invoices"]}


class FileShape(Schema):
    file = Upload(required=True)


@api.post(FILES, **TAGS)
@takes("multipart/form-data")
@api.arguments(FileShape, location="files")
@api.response(201, AttachmentShape)
def attach(files, invoice_id):
    """Attach a file of at most 5 MB to an invoice"""
    invoice, file = find(invoice_id), alone(files)
    body = file.stream.read(attaching.LARGEST + 1)
    if not 0 < len(body) <= attaching.LARGEST:
        raise ValidationError("Send a file of 1 byte to 5 MB.", "file")
    added = attaching.attach(invoice, file.filename, body, g.api_key.name)
    db.session.flush()
    return added


def alone(files):
    """The file of a body that holds nothing else; what else was said would not be kept."""
    if {*request.form, *request.files} != set(files) or len(request.files.getlist("file")) > 1:
        raise ValidationError("Send one file, as the part “file”, and nothing beside it.", "file")
    return files["file"]


@api.get(FILE, **TAGS)
@api.alt_response(302, description="To the file, at an address that is good for some minutes",
                  headers={"Location": {"schema": {"type": "string", "format": "uri"}}},
                  success=True)
def attachment(invoice_id, attachment_id):
    """Fetch an attachment"""
    found = of(find(invoice_id), attachment_id)
    return redirect(storage.link(found.storage_key, found.name))


@api.delete(FILE, **TAGS)
@api.response(204)
def detach(invoice_id, attachment_id):
    """Delete an attachment"""
    found = of(find(invoice_id), attachment_id)
    afterwards(taking_back.delete, [found.storage_key])
    attaching.detach(found, g.api_key.name)


def of(invoice, attachment_id):
    return db.first_or_404(select(Attachment).where(
        Attachment.invoice_id == invoice.invoice_id, Attachment.attachment_id == attachment_id))

"""Files of an invoice: added, fetched and deleted by staff (S16)."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import select

from billing.ledger import attaching
from billing.ledger.attachment import Attachment
from billing.people.refusal import Refused
from config import shelf, storage
from config.database import db
from config.logs import log
from setup.attachment_form import AttachmentForm
from setup.door import setup
from setup.invoices import address, find, page
from setup.rights import ADD, DELETE, VIEW, requires

FILES = "/customers/<customer_id>/invoices/<invoice_id>/attachments"
FILE = FILES + "/<int(max=9223372036854775807):attachment_id>"


@setup.post(FILES)
@requires(*ADD)
def attach(customer_id, invoice_id):
    invoice, form = find(customer_id, invoice_id), AttachmentForm()
    if not form.validate():
        return page(invoice, form), 422
    try:
        added = attaching.attach(invoice, form.file.data.filename, form.body, current_user.name)
    except (Refused, shelf.NotThere) as error:
        return said(invoice, form, error)
    name = added.name
    db.session.commit()
    flash(_("'%(name)s' has been attached.", name=name), "success")
    return redirect(address(invoice))


@setup.get(FILE)
@requires(*VIEW)
def attachment(customer_id, invoice_id, attachment_id):
    found = of(find(customer_id, invoice_id), attachment_id)
    return redirect(storage.link(found.storage_key, found.name))


@setup.get(FILE + "/delete")
@requires(*DELETE)
def new_detaching(customer_id, invoice_id, attachment_id):
    invoice = find(customer_id, invoice_id)
    return render_template(
        "setup/invoices/detach.html", attachment=of(invoice, attachment_id), invoice=invoice,
        action_href=request.path, back_href=address(invoice), problem=None,
    )


@setup.post(FILE + "/delete")
@requires(*DELETE)
def detach(customer_id, invoice_id, attachment_id):
    invoice = find(customer_id, invoice_id)
    found = of(invoice, attachment_id)
    name, key = found.name, found.storage_key
    attaching.detach(found, current_user.name)
    db.session.commit()
    remove(key)
    flash(_("'%(name)s' has been deleted.", name=name), "success")
    return redirect(address(invoice))


def of(invoice, attachment_id):
    return db.first_or_404(select(Attachment).where(
        Attachment.invoice_id == invoice.invoice_id, Attachment.attachment_id == attachment_id))


def remove(key):
    """No record names the file any more; where storage does not answer it only takes up room."""
    try:
        storage.delete(key)
    except Exception as error:  # noqa: BLE001 - whatever storage says, the file is gone for all
        log.warning("file left behind", key=key, error=type(error).__name__)


def said(invoice, form, error):
    db.session.rollback()
    words = str(error) if isinstance(error, Refused) else _(
        "The file could not be stored just now. Please try again.")
    form.file.errors = [words]
    return page(invoice, form), 422

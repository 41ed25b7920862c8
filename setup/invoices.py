"""An invoice as staff see it: its state, its files, and sending it again (S16)."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from billing.ledger import pay_now
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import filled
from billing.ledger.money_notice import POSTED, MoneyNotice
from billing.people import refusal
from billing.people.bill_to import billed
from billing.people.refusal import Refused
from config import clock
from config.database import db
from config.languages import size
from mailers import invoice as letter
from setup import rights, status
from setup.applied import sources
from setup.attachment_form import AttachmentForm
from setup.door import setup
from setup.finding import customer_of_ours
from setup.rights import EDIT, VIEW, holds, requires
from workers.queue import wake

SENT = ("Posted", "Partially Paid", "Paid")


class NotSent(Refused):
    text = later("Invoice '%(id)s' is a draft or reversed, so it cannot be sent.")


@setup.get("/customers/<customer_id>/invoices/<invoice_id>")
@requires(*VIEW)
def invoice(customer_id, invoice_id):
    return page(find(customer_id, invoice_id), AttachmentForm())


@setup.get("/customers/<customer_id>/invoices/<invoice_id>/mail")
@requires(*EDIT)
def new_invoice_mail(customer_id, invoice_id):
    found = find(customer_id, invoice_id)
    return render_template(
        "setup/invoices/mail.html", invoice=found, contact=addressee(found),
        mailed=MoneyNotice.known(invoice_id, POSTED),
        action_href=request.path, back_href=address(found), problem=None,
    )


@setup.post("/customers/<customer_id>/invoices/<invoice_id>/mail")
@requires(*EDIT)
def invoice_mail(customer_id, invoice_id):
    found = find(customer_id, invoice_id)
    contact = addressee(found)
    mail = letter.write(found, contact.email)
    MoneyNotice.first(invoice_id, POSTED)  # nobody gets it a second time by itself
    db.session.commit()
    wake("mail", mail.mail_id)
    flash(_("Invoice %(id)s has been sent to '%(name)s'.", id=invoice_id,
            name=contact.display_name), "success")
    return redirect(address(found))


def addressee(invoice):
    """Whom the invoice is mailed to, a parent's contact where that is billed (D23); raises Refused
    where it cannot be.
    """
    account = billed(invoice.customer)
    contact = account.billing_contact
    if invoice.status not in SENT:
        raise NotSent(id=invoice.invoice_id)
    if contact is None:
        raise refusal.NoBillingContact(customer=account.name)
    fault = refusal.address_fault(contact.email)
    if fault:
        raise fault(contact=contact.display_name)
    return contact


def find(customer_id, invoice_id):
    return customer_of_ours(customer_id).find(Invoice, invoice_id)


def address(invoice):
    return url_for("setup.invoice", customer_id=invoice.customer_id, invoice_id=invoice.invoice_id)


def page(invoice, form):
    word, css = status.of_invoice(invoice)
    here = address(invoice)
    return render_template(
        "setup/invoices/show.html", invoice=invoice, form=form, here=here,
        status_word=word, status_css=css,
        files=[file(one, here) for one in invoice.attachments],
        may_add=holds(rights.ADD), may_delete=holds(rights.DELETE),
        may_send=invoice.status in SENT and holds(EDIT), **links(invoice, here),
        pdf_href=f"{here}.pdf" if invoice.status != "Draft" else None, sources=sources(invoice),
        lines=lines(invoice), late=late(invoice),
    )


def lines(invoice):
    """Each line, with the columns that some of them fills, as on the customer's own page."""
    return {"rows": invoice.lines, **filled(invoice.lines)}


def late(invoice):
    """Days since it was due, in the company's zone (D28); 0 where nothing is, or not yet."""
    today = clock.today(g.tenant.time_zone)
    return (today - invoice.due_date).days if invoice.past_due(today) else 0


def links(invoice, here):
    """The customer's own Pay Now link, and whether a mail has told of it (D12)."""
    place = g.tenant.base_url + "/portal/pay-now/" + pay_now.token(invoice)
    return {
        "pay_now_url": place if invoice.status in SENT else None,
        "revoke_href": f"{here}/pay-now/revocation",
        "mailed": MoneyNotice.known(invoice.invoice_id, POSTED),
    }


def file(attachment, here):
    return {
        "name": attachment.name, "size": size(attachment.size), "kind": attachment.content_type,
        "added_by": attachment.added_by, "added": attachment.created_date,
        "href": f"{here}/attachments/{attachment.attachment_id}",
    }

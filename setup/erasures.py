"""Erasing a person's data on request: what goes and what stays is said before (S16)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from billing.documents import shredding
from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.payment import Payment
from billing.ledger.payment_method import PaymentMethod
from billing.people import erasure
from billing.people.change_request import ChangeRequest
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalVisit
from billing.people.traces import Traces
from billing.tables.export import Export
from billing.usage.usage_limit import UsageLimit
from config.database import db
from config.tally import figure
from mailers import forgetting
from setup.door import setup
from setup.finding import contact_of
from setup.rights import DELETE, requires
from workers import taking_back


@setup.get("/customers/<customer_id>/contacts/<contact_id>/erasure")
@requires(*DELETE)
def new_erasure(customer_id, contact_id):
    contact = contact_of(customer_id, contact_id)
    traces = Traces(contact)
    return render_template(
        "setup/contacts/erase.html", contact=contact, customer=contact.customer,
        goes=going(contact, traces), stays=staying(contact.customer_id, traces),
        login=contact.portal_user_id and ("ends" if traces.alone else "stays"),
        action_href=request.path, problem=None,
        back_href=url_for("setup.customer", customer_id=customer_id),
    )


def going(contact, traces):
    """(what, how many) of all that is erased or ended; what there is none of is left out."""
    alone = "" if erasure.others_have(contact) else contact.email
    counted = [
        (_("Open sessions"), traces.count(PortalVisit, traces.visits)),
        (_("Mailed links"), traces.count(PortalLink, traces.links)),
        (_("Mails that wait to be sent"), forgetting.waiting(contact.contact_id, alone)),
        (_("Exports with their files"), traces.count(Export, traces.exports)),
        (_("Usage limits"), traces.count(UsageLimit, traces.limits)),
        (_("Holder's name at payment methods"), traces.count(PaymentMethod, traces.methods)),
        (_("Name and address in requests"), traces.count(ChangeRequest, traces.requests)),
    ]
    return [(what, figure(count)) for what, count in counted if count]


def staying(customer_id, traces):
    """(what, how many) of the account's ledger, which is kept."""
    kept = [(_("Invoices"), Invoice), (_("Payments"), Payment), (_("Credits"), Credit)]
    return [(what, figure(traces.count(record, record.customer_id == customer_id)))
            for what, record in kept]


@setup.post("/customers/<customer_id>/contacts/<contact_id>/erasure")
@requires(*DELETE)
def erase_contact(customer_id, contact_id):
    contact = contact_of(customer_id, contact_id)
    user_id = contact.portal_user_id
    erased = erasure.erase(contact)
    forgetting.forget(contact_id, erased.address)
    db.session.commit()
    taking_back.delete(erased.files)
    taking_back.from_customers([customer_id], user_id)
    shredding.of_customer(customer_id)
    flash(_("The personal data of contact %(id)s have been erased.", id=contact_id), "success")
    return redirect(url_for("setup.customer", customer_id=customer_id))

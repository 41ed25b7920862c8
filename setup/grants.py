"""“Grant Portal Access”, for an account or a contact (A4, D4, D5)."""

from flask import redirect

from billing.people import access
from setup.confirmation import ask
from setup.door import setup
from setup.finding import contact_of, customer_of_ours
from setup.letters import send
from setup.refusals import back
from setup.rights import ENABLE, requires


@setup.get("/customers/<customer_id>/grant")
@requires(*ENABLE)
def new_grant(customer_id):
    customer = customer_of_ours(customer_id)
    return ask("customers/grant", customer, access.billing_contact(customer))


@setup.post("/customers/<customer_id>/grant")
@requires(*ENABLE)
def grant(customer_id):
    send(access.grant(access.billing_contact(customer_of_ours(customer_id))))
    return redirect(back())


@setup.get("/customers/<customer_id>/contacts/<contact_id>/grant")
@requires(*ENABLE)
def new_contact_grant(customer_id, contact_id):
    contact = contact_of(customer_id, contact_id)
    return ask("contacts/grant", contact.customer, contact)


@setup.post("/customers/<customer_id>/contacts/<contact_id>/grant")
@requires(*ENABLE)
def contact_grant(customer_id, contact_id):
    send(access.grant(contact_of(customer_id, contact_id)))
    return redirect(back())

"""“Send Portal Invite” and “Re-send Portal Invite”, for an account or a contact (A2, A7, D5)."""

from flask import redirect

from billing.people import access
from setup.confirmation import ask
from setup.door import setup
from setup.finding import contact_of, customer_of_ours
from setup.letters import send
from setup.refusals import back
from setup.rights import ENABLE, requires


@setup.get("/customers/<customer_id>/invitation")
@requires(*ENABLE)
def new_invitation(customer_id):
    customer = customer_of_ours(customer_id)
    return ask("customers/invite", customer, access.billing_contact(customer))


@setup.post("/customers/<customer_id>/invitation")
@requires(*ENABLE)
def invitation(customer_id):
    send(access.invite(access.billing_contact(customer_of_ours(customer_id))))
    return redirect(back())


@setup.get("/customers/<customer_id>/contacts/<contact_id>/invitation")
@requires(*ENABLE)
def new_contact_invitation(customer_id, contact_id):
    contact = contact_of(customer_id, contact_id)
    return ask("contacts/invite", contact.customer, contact)


@setup.post("/customers/<customer_id>/contacts/<contact_id>/invitation")
@requires(*ENABLE)
def contact_invitation(customer_id, contact_id):
    send(access.invite(contact_of(customer_id, contact_id)))
    return redirect(back())


@setup.post("/customers/<customer_id>/contacts/<contact_id>/resend")
@requires(*ENABLE)
def resend(customer_id, contact_id):
    send(access.resend(contact_of(customer_id, contact_id)))
    return redirect(back())

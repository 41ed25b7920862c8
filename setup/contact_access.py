"""“Disable Portal Access” and “Re-enable Portal Access” of one contact (A7)."""

from flask import flash, redirect
from flask_babel import gettext as _

from billing.people import access
from config.database import db
from setup.confirmation import ask
from setup.door import setup
from setup.finding import contact_of
from setup.refusals import back
from setup.rights import DISABLE, ENABLE, requires
from workers import taking_back


@setup.get("/customers/<customer_id>/contacts/<contact_id>/disable")
@requires(*DISABLE)
def new_contact_disabling(customer_id, contact_id):
    contact = contact_of(customer_id, contact_id)
    return ask("contacts/disable", contact.customer, contact)


@setup.post("/customers/<customer_id>/contacts/<contact_id>/disable")
@requires(*DISABLE)
def contact_disabling(customer_id, contact_id):
    contact = contact_of(customer_id, contact_id)
    user_id = contact.portal_user_id
    access.disable(contact)
    answer = done(contact, _("Portal access for '%(name)s' has been disabled."))
    taking_back.from_customers([customer_id], user_id)
    return answer


@setup.get("/customers/<customer_id>/contacts/<contact_id>/enable")
@requires(*ENABLE)
def new_contact_enabling(customer_id, contact_id):
    contact = contact_of(customer_id, contact_id)
    return ask("contacts/enable", contact.customer, contact)


@setup.post("/customers/<customer_id>/contacts/<contact_id>/enable")
@requires(*ENABLE)
def contact_enabling(customer_id, contact_id):
    contact = contact_of(customer_id, contact_id)
    access.re_enable(contact)
    return done(contact, _("Portal access has been re-enabled for '%(name)s'."))


def done(contact, words):
    flash(words % {"name": contact.display_name}, "success")
    db.session.commit()
    return redirect(back())

"""Deleting a contact that nothing knows (A9)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from billing.people import keeping
from config.database import db
from setup.door import setup
from setup.finding import contact_of
from setup.rights import DELETE, requires


@setup.get("/customers/<customer_id>/contacts/<contact_id>/delete")
@requires(*DELETE)
def new_contact_deletion(customer_id, contact_id):
    contact = contact_of(customer_id, contact_id)
    return render_template(
        "setup/contacts/delete.html", contact=contact, customer=contact.customer,
        action_href=request.path, problem=None,
        back_href=url_for("setup.customer", customer_id=customer_id),
    )


@setup.post("/customers/<customer_id>/contacts/<contact_id>/delete")
@requires(*DELETE)
def delete_contact(customer_id, contact_id):
    found = contact_of(customer_id, contact_id)
    name = found.display_name
    keeping.delete_contact(found)
    db.session.commit()
    flash(_("Contact '%(name)s' has been deleted.", name=name), "success")
    return redirect(url_for("setup.customer", customer_id=customer_id))

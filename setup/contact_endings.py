"""Deleting a contact that nothing knows, and erasing a person's data on request (A9, S16)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from billing.people import erasure, keeping
from config.database import db
from mailers import forgetting
from setup.door import setup
from setup.finding import contact_of
from setup.rights import DELETE, requires


@setup.get("/customers/<customer_id>/contacts/<contact_id>/delete")
@requires(*DELETE)
def new_contact_deletion(customer_id, contact_id):
    return ask("delete", contact_of(customer_id, contact_id))


@setup.post("/customers/<customer_id>/contacts/<contact_id>/delete")
@requires(*DELETE)
def delete_contact(customer_id, contact_id):
    found = contact_of(customer_id, contact_id)
    name = found.display_name
    keeping.delete_contact(found)
    return done(customer_id, _("Contact '%(name)s' has been deleted.", name=name))


@setup.get("/customers/<customer_id>/contacts/<contact_id>/erasure")
@requires(*DELETE)
def new_erasure(customer_id, contact_id):
    return ask("erase", contact_of(customer_id, contact_id))


@setup.post("/customers/<customer_id>/contacts/<contact_id>/erasure")
@requires(*DELETE)
def erase_contact(customer_id, contact_id):
    address = erasure.erase(contact_of(customer_id, contact_id))
    forgetting.forget(contact_id, address)
    return done(customer_id, _("The personal data of contact %(id)s have been erased.",
                               id=contact_id))


def ask(question, contact):
    return render_template(
        f"setup/contacts/{question}.html", contact=contact, customer=contact.customer,
        action_href=request.path, problem=None,
        back_href=url_for("setup.customer", customer_id=contact.customer_id),
    )


def done(customer_id, words):
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("setup.customer", customer_id=customer_id))

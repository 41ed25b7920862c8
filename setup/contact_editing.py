"""Adding and changing a contact; another address is asked about first (A9, D6)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from billing.people import keeping
from billing.people.contact import Contact
from billing.people.contact_writing import Contacts
from config.database import db
from setup.access_fields import known
from setup.contact_form import ContactForm, stands
from setup.door import setup
from setup.editing import overtaken, stamp_of, typed
from setup.finding import contact_of, customer_of_ours
from setup.rights import ADD, EDIT, requires
from workers import taking_back


@setup.get("/customers/<customer_id>/new-contact")
@requires(*ADD)
def new_contact(customer_id):
    return page(customer_of_ours(customer_id), ContactForm(data={"portal_allowed": True}))


@setup.post("/customers/<customer_id>/new-contact")
@requires(*ADD)
def create_contact(customer_id):
    customer, form = customer_of_ours(customer_id), ContactForm()
    if not form.validate():
        return page(customer, form), 422
    key = form.new_id.data or keeping.free_id(Contact, "CT")
    contact = Contacts().make({"contact_id": key, "customer_id": customer_id, **form.values})
    return saved(contact, form, _("Contact '%(name)s' has been added."))


@setup.get("/customers/<customer_id>/contacts/<contact_id>/edit")
@requires(*EDIT)
def edit_contact(customer_id, contact_id):
    found = contact_of(customer_id, contact_id)
    form = ContactForm(found, data={**stands(found), "stamp": stamp_of(found, stands)})
    return page(found.customer, form)


@setup.post("/customers/<customer_id>/contacts/<contact_id>/edit")
@requires(*EDIT)
def update_contact(customer_id, contact_id):
    found = contact_of(customer_id, contact_id)
    form = ContactForm(found)
    if not form.validate() or overtaken(form, found, stands):
        return page(found.customer, form), 422
    if (question := loss(found, form)) and not request.form.get("sure"):
        return ask(question, found, form)
    writing = Contacts()
    writing.change(found, form.values)
    answer = saved(found, form, _("Contact '%(name)s' has been saved."))
    for key, portal_user_id in writing.shut:
        taking_back.from_customers([key], portal_user_id)
    return answer


def loss(contact, form):
    """The question to be asked of somebody who loses access by the change, or None."""
    if known(contact) and form.email.data != contact.email:
        return "readdress"
    gets_in = contact.access in ("Pending", "Enabled") and contact.portal_allowed
    return "shut_out" if gets_in and not form.portal_allowed.data else None


def ask(question, contact, form):
    """What the change does, before it does it."""
    return render_template(
        f"setup/contacts/{question}.html", contact=contact, email=form.email.data, fields=typed(),
        action_href=request.path, problem=None,
        back_href=url_for("setup.customer", customer_id=contact.customer_id),
    )


def saved(contact, form, words):
    flash(words % {"name": contact.display_name}, "success")
    billing(contact, form)
    db.session.commit()
    return redirect(url_for("setup.customer", customer_id=contact.customer_id))


def billing(contact, form):
    """One contact gets the bills: a second one takes the place of the first, and that is said."""
    now = contact.customer.billing_contact_id == contact.contact_id
    if form.billing.data and not now:
        former = keeping.make_billing(contact)
        if former:
            flash(_("'%(name)s' is the billing contact now, instead of '%(former)s'.",
                    name=contact.display_name, former=former.display_name), "info")
    elif now and not form.billing.data:
        contact.customer.billing_contact_id = None
        flash(_("'%(customer)s' has no billing contact now.", customer=contact.customer.name),
              "info")


def page(customer, form):
    return render_template(
        "setup/contacts/form.html", form=form, customer=customer, contact=form.contact,
        back_href=url_for("setup.customer", customer_id=customer.customer_id),
    )

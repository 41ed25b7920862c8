"""Adding, changing and deleting a customer account (A9)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from billing.people import insiders, keeping
from billing.people.customer import Customer
from billing.people.customer_writing import Customers
from config.database import db
from setup.customer_form import CustomerForm, stands
from setup.door import setup
from setup.editing import overtaken, stamp_of, typed
from setup.finding import customer_of_ours
from setup.rights import ADD, DELETE, EDIT, requires
from workers import taking_back

USUAL = {"status": "Active", "currency": "USD", "mail_wanted": True, "edit_auto_pay": True,
         "credit_enabled": True, "ach_enabled": True}


@setup.get("/new-customer")
@requires(*ADD)
def new_customer():
    return page(CustomerForm(data=USUAL))


@setup.post("/new-customer")
@requires(*ADD)
def create_customer():
    form = CustomerForm()
    if not form.validate():
        return page(form), 422
    key = form.new_id.data or keeping.free_id(Customer, "CU")
    Customers().create({"customer_id": key, **form.values})
    return saved(key, _("Customer '%(name)s' has been added.", name=form.name.data))


@setup.get("/customers/<customer_id>/edit")
@requires(*EDIT)
def edit_customer(customer_id):
    found = customer_of_ours(customer_id)
    return page(CustomerForm(found, data={**stands(found), "stamp": stamp_of(found, stands)}))


@setup.post("/customers/<customer_id>/edit")
@requires(*EDIT)
def update_customer(customer_id):
    found = customer_of_ours(customer_id)
    form = CustomerForm(found)
    if not form.validate() or overtaken(form, found, stands):
        return page(form), 422
    if (people := loss(found, form)) is not None and not request.form.get("sure"):
        return ask(found, people)
    writing = Customers()
    writing.change(found, form.values)
    answer = saved(customer_id, _("Customer '%(name)s' has been saved.", name=found.name))
    taking_back.from_customers([key for key, _user in writing.shut])
    return answer


def loss(customer, form):
    """How many people lose access with an account that becomes inactive; None where nobody does."""
    if not customer.open or form.status.data == "Active":
        return None
    people = insiders.of(customer)
    return people if people or customer.parent_customer else None


def ask(customer, people):
    """Who loses access with an account that becomes inactive, before it does."""
    return render_template(
        "setup/customers/inactive.html", customer=customer, people=people, fields=typed(),
        action_href=request.path, problem=None,
        back_href=url_for("setup.customer", customer_id=customer.customer_id),
    )


@setup.get("/customers/<customer_id>/delete")
@requires(*DELETE)
def new_customer_deletion(customer_id):
    found = customer_of_ours(customer_id)
    return render_template(
        "setup/customers/delete.html", customer=found, action_href=request.path, problem=None,
        back_href=url_for("setup.customer", customer_id=customer_id),
    )


@setup.post("/customers/<customer_id>/delete")
@requires(*DELETE)
def delete_customer(customer_id):
    found = customer_of_ours(customer_id)
    name = found.name
    keeping.delete_customer(found)
    db.session.commit()
    flash(_("Customer '%(name)s' has been deleted.", name=name), "success")
    return redirect(url_for("setup.customers"))


def saved(customer_id, words):
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("setup.customer", customer_id=customer_id))


def page(form):
    here = form.customer
    back = (url_for("setup.customer", customer_id=here.customer_id) if here
            else url_for("setup.customers"))
    return render_template("setup/customers/form.html", form=form, customer=here, back_href=back)

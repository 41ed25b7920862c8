"""“Billing details” (P21): what the company prints on its bills, and proposals to correct it."""

from flask import redirect, render_template
from flask_babel import gettext as _
from flask_login import current_user

from billing.people import billing_details as details
from billing.people.change_request import ChangeRequest
from billing.people.request_words import place
from portal.billing_details_form import form_of
from portal.door import current_customer, portal
from portal.paying import for_payers
from portal.requests import paced, send, standing, waiting


@portal.get("/account/billing-details")
def billing_details():
    return render_template(
        "portal/requests/billing_details.html",
        details=facts(),
        propose_href=current_user.may_pay and "/portal/account/billing-details/proposal",
        requests=standing(),
    )


@portal.get("/account/billing-details/proposal")
@for_payers
def new_proposal():
    """Filled with what waits already, so that it can be added to."""
    former = pending()
    waits = {**former.asked, "note": former.note} if former else {}
    return page(form_of(offered(), **{**details.now(current_customer), **waits}))


@portal.post("/account/billing-details/proposal")
@for_payers
@paced
def propose():
    form = form_of(offered())
    if not form.validate():
        return page(form), 422
    asked = details.differing(current_customer, form.wanted)
    if not asked:
        form.form_errors.append(_("This is what stands on record already. Nothing was sent."))
        return page(form), 422
    send(ChangeRequest.ask("Billing details", current_customer, asked, current_user,
                           note=form.note.data))
    return redirect(place())


def offered():
    return details.offered(current_customer)


def pending():
    newest = ChangeRequest.newest(current_user.customer_id, None, most=1)
    return next((each for each in newest if each.state == "Pending"), None)


def page(form):
    return render_template(
        "portal/requests/proposal.html", form=form, names=list(offered()), replaces=waiting()
    )


def facts():
    """As (label, value) pairs; empty ones are shown, since they can be proposed."""
    contact = current_customer.billing_contact
    return [
        (_("Account"), current_user.customer_name),
        (_("Billing contact"), contact and contact.display_name),
        (_("Address"), contact and ", ".join(contact.address_lines)),
        (_("Tax ID"), current_customer.tax_id),
        (_("Purchase order number"), current_customer.purchase_order),
    ]

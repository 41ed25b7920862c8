"""Pay Now links in the hands of staff: who has one loses it when they revoke it (D12)."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from billing.ledger import pay_now
from billing.people.refusal import Refused
from config.database import db
from setup.door import setup
from setup.invoices import SENT, address, find
from setup.rights import EDIT, requires

REVOCATION = "/customers/<customer_id>/invoices/<invoice_id>/pay-now/revocation"


class NoLink(Refused):
    text = later("Invoice '%(id)s' is a draft or reversed, so it has no Pay Now link.")


@setup.get(REVOCATION)
@requires(*EDIT)
def new_pay_now_revocation(customer_id, invoice_id):
    invoice = sent(find(customer_id, invoice_id))
    return render_template("setup/invoices/revoke.html", invoice=invoice, problem=None,
                           action_href=request.path, back_href=address(invoice))


@setup.post(REVOCATION)
@requires(*EDIT)
def revoke_pay_now(customer_id, invoice_id):
    invoice = sent(find(customer_id, invoice_id))
    pay_now.revoke(invoice)
    db.session.commit()
    flash(_("Pay Now links of invoice %(id)s that were given out no longer work.", id=invoice_id),
          "success")
    return redirect(address(invoice))


def sent(invoice):
    """The invoice, if it can have been mailed."""
    if invoice.status not in SENT:
        raise NoLink(id=invoice.invoice_id)
    return invoice

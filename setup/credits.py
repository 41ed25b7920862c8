"""A credit as staff see it: what is left of it, and where the rest went (A9)."""

from flask import render_template, url_for
from flask_babel import gettext as _

from billing.ledger.credit import Credit
from billing.tables.credits import LOOKS, WORDS
from setup.applied import application_href, invoices
from setup.door import setup
from setup.finding import customer_of_ours
from setup.rights import VIEW, requires


@setup.get("/customers/<customer_id>/credits/<credit_id>")
@requires(*VIEW)
def credit(customer_id, credit_id):
    found = customer_of_ours(customer_id).find(Credit, credit_id)
    return render_template(
        "setup/credits/show.html", credit=found,
        status_word=_(WORDS[found.status]), status_css=LOOKS[found.status],
        invoices=invoices(found), apply_href=application_href(found),
        pdf_href=url_for("setup.credit_pdf", customer_id=customer_id, credit_id=credit_id),
    )

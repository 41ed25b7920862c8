"""The Statements tab (P10): those that were asked for, and a new one."""

from flask import g, redirect, render_template
from flask_babel import gettext as _
from flask_login import current_user

from billing.documents.statement_text import paper
from billing.ledger.currencies import currencies
from billing.ledger.statement import Statement, TooMany
from billing.tables.statements import STATEMENTS
from config import clock
from config.database import db
from portal import listing, statement_page
from portal.documents import shown
from portal.door import current_customer, in_tab, lists, portal
from portal.statement_form import StatementForm
from tenants import audit


@portal.get("/statements")
@lists(STATEMENTS)
def statements():
    return listing.show("portal/statements/index.html")


@portal.get("/statements/new")
@in_tab("statements")
def new_statement():
    return render_template("portal/statements/new.html", form=asking())


@portal.post("/statements")
@in_tab("statements")
def create_statement():
    """The same asked for again leads to the one there is."""
    form = asking()
    if not form.validate():
        return render_template("portal/statements/new.html", form=form), 422
    try:
        record = Statement.asked(current_user.email, **wanted(form))
    except TooMany:
        form.period.errors = [_("You have made many statements today. Make more tomorrow.")]
        return render_template("portal/statements/new.html", form=form), 422
    key = record.statement_id
    db.session.commit()
    return redirect(f"/portal/statements/{key}")


def asking():
    today = clock.today(g.tenant.time_zone)
    return StatementForm(today, currencies(current_customer))


def wanted(form):
    first, last = form.span
    return {
        "customer_id": current_user.customer_id, "statement_date": form.today,
        "template_name": form.template_name.data, "start_date": first, "end_date": last,
        "currency": form.currency.data,
    }


@portal.get("/statements/<statement_id>")
@in_tab("statements")
def statement(statement_id):
    record = current_customer.find(Statement, statement_id)
    return render_template(
        "portal/statements/show.html", statement=statement_page.shown(record)
    )


@portal.get("/statements/<statement_id>.pdf")
@in_tab("statements")
def statement_pdf(statement_id):
    record = current_customer.find(Statement, statement_id)
    audit.viewed("pdf", "statement", record.statement_id, record.customer_id)
    return shown(paper(record, g.tenant), f"statement-{record.statement_id}.pdf")

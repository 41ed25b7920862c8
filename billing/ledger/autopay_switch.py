"""“Autopay Future Invoices”: switched by the Owner, where the company allows it (D25)."""

from flask_babel import lazy_gettext as _
from sqlalchemy import and_, select

from billing.ledger.autopay import default_method
from billing.ledger.autopay_charge import AutopayCharge
from billing.ledger.invoice import OPEN, Invoice
from billing.ledger.noticing import under_way
from billing.ledger.objection import Objection
from billing.people.customer import Customer
from config import clock
from config.database import db
from tenants.current import current_tenant


class NotYours(Objection):
    text = _("%(company)s decides whether this account pays by Autopay. Please ask them.")
    concerns = "autopay"


class NoDefault(Objection):
    text = _("Autopay needs a default payment method. Set one as default first.")
    concerns = "autopay"


def switch(customer, on):
    """On from today, the company's day, or off; what is under way stays so. Raises Objection."""
    customer = db.session.scalars(
        select(Customer).where(Customer.customer_id == customer.customer_id)
        .with_for_update().execution_options(populate_existing=True)
    ).one()
    if not customer.edit_auto_pay:
        raise NotYours(company=current_tenant.name)
    if on and default_method(customer.customer_id) is None:
        raise NoDefault
    if on != customer.auto_pay:
        customer.auto_pay = on
        customer.autopay_since = clock.today(current_tenant.time_zone) if on else None


def coming(customer, most):
    """(invoice, charge or None) of what autopay pays next, or has stopped for; the next first."""
    return db.session.execute(
        owed(customer).where(Invoice.due_date >= customer.autopay_since)
        .order_by(AutopayCharge.state == "stopped", Invoice.due_date, Invoice.invoice_id)
        .limit(most)
    ).all() if customer.autopay_since else []


def left_out(customer, most):
    """Open invoices that were due before autopay was switched on: it asks, and pays them not; nor
    does it ask about what is being paid already.
    """
    return db.session.scalars(
        owed(customer).where(Invoice.due_date < customer.autopay_since, ~under_way())
        .order_by(Invoice.due_date, Invoice.invoice_id).limit(most)
    ).all() if customer.autopay_since else []


def owed(customer):
    """Open invoices with what autopay does about them."""
    return (
        select(Invoice, AutopayCharge)
        .join(AutopayCharge, and_(AutopayCharge.tenant_id == Invoice.tenant_id,
                                  AutopayCharge.invoice_id == Invoice.invoice_id), isouter=True)
        .where(Invoice.customer_id == customer.customer_id)
        .where(Invoice.status.in_(OPEN), Invoice.balance > 0)
    )

"""What autopay does about an invoice, said on the invoice's own page (M5, D25)."""

from flask_babel import gettext as _
from sqlalchemy import and_, select

from billing.ledger.autopay import covers
from billing.ledger.autopay_charge import AT_THE_GATEWAY, AutopayCharge
from billing.people.customer import Customer
from config import languages
from config.database import db


def why_left(invoice, dated):
    """A sentence while the invoice is open; None where autopay has nothing to do with it.

    `dated` is whether the due date may be told (D29).
    """
    if not invoice.payable:
        return None
    customer, charge = db.session.execute(
        select(Customer, AutopayCharge)
        .join(AutopayCharge, and_(AutopayCharge.tenant_id == Customer.tenant_id,
                                  AutopayCharge.invoice_id == invoice.invoice_id), isouter=True)
        .where(Customer.customer_id == invoice.customer_id)
    ).one()
    return sentence(invoice, charge, dated) if covers(customer, invoice) else None


def sentence(invoice, charge, dated):
    """How it stands; while a payment is under way that is told by itself."""
    if charge is None:
        return planned(invoice.due_date, dated)
    if charge.state == "stopped":
        return _("Autopay could not charge this invoice and has stopped for it. Please pay it"
                 " yourself.")
    if charge.state in AT_THE_GATEWAY:
        return None
    if charge.failures:
        return _("Autopay could not charge this invoice and tries again on %(date)s.",
                 date=languages.day(charge.charge_on))
    return planned(charge.charge_on, dated)


def planned(day, dated):
    if not dated:
        return _("Autopay charges this invoice on its due date.")
    return _("Autopay charges this invoice on %(date)s.", date=languages.day(day))

"""Autopay: each due invoice is charged to the default method on its due day, once (M5, D25)."""

from sqlalchemy import select

from billing.gateways import reasons
from billing.ledger import pay_now, paying
from billing.ledger.autopay_charge import AT_THE_GATEWAY, OVER, AutopayCharge
from billing.ledger.autopay_following import AN_HOUR, PARTLY
from billing.ledger.invoice import Invoice
from billing.ledger.payment_method import PaymentMethod
from billing.people.customer import Customer
from config import clock
from config.database import db
from config.languages import N_
from tenants.current import current_tenant
from tenants.payment_setup import PaymentSetup
from tenants.tenant import Tenant

NO_METHOD = "no_method"
REASONS = {
    NO_METHOD: N_("There is no default payment method."),
    PARTLY: N_("Your bank approved only a part of the amount, several times."),
}


def reason_text(reason):
    """The text for why a try failed, as records keep it."""
    return REASONS.get(reason) or reasons.text(reason)


def begin(key, base):
    """An Order on what is planned and due; None where nothing is to be charged now.

    `base` is the address of the company's portal, where the payer comes back to from the bank's
    page, signed in or not. Until the transaction ends, the customer's autopay and its methods stay
    as they are. The caller commits. Raises NoMethod where there is none to charge, Objection where
    another payment is under way.
    """
    charge = locked(key)
    customer = held(charge.customer_id)
    if not due(charge):
        return None
    invoice, = Invoice.locked([charge.invoice_id])
    if not covers(customer, invoice):
        return charge.end("dropped")
    if not invoice.payable:
        return charge.end("paid" if invoice.status == "Paid" else "dropped")
    attempt_id = charge.next_attempt_id
    order = paying.begin(
        customer, None, attempt_id, default_method(customer.customer_id),
        {charge.invoice_id: None}, return_url=base + pay_now.path_of(invoice, attempt_id),
        present=False,
        credits=db.session.scalar(select(PaymentSetup.credits)),
    )
    return charge.begin(order)


def due(charge):
    """Whether it is to be charged now; one that came too early is put back to its day."""
    if charge.state in OVER:
        charge.settle()
    if charge.state != "planned":
        return False
    early = charge.charge_on > clock.today(current_tenant.time_zone)
    if early:
        charge.plan(charge.charge_on)
    elif not active():
        charge.postpone(AN_HOUR)
    return active() and not early


def active():
    """Whether the company is served: of one that is suspended no customer is charged."""
    status = select(Tenant.status).where(Tenant.tenant_id == current_tenant.tenant_id)
    return db.session.scalar(status) == "active"


def locked(key):
    return AutopayCharge.locked(AutopayCharge.autopay_charge_id == key)


def fail(key, reason):
    """There was nothing to charge; the charge where that is news, else None."""
    charge = locked(key)
    if not due(charge):
        return None
    charge.fail(reason)
    return charge


def wait(key):
    """Another payment of the invoice is under way: look again when its outcome may be known."""
    charge = locked(key)
    if charge.state == "planned":
        charge.postpone(AN_HOUR)


def follow(attempt):
    """The charge that the attempt is of, where what became of it is news; else None."""
    charge = AutopayCharge.locked(
        AutopayCharge.attempt_id == attempt.attempt_id, AutopayCharge.state.in_(AT_THE_GATEWAY)
    )
    if charge and attempt.payment:
        attempt.payment.retried_attempts = charge.failures
    return charge and charge.follow(attempt) and charge


def held(customer_id):
    """The customer, whose autopay and methods nobody changes until the transaction ends (M4)."""
    return db.session.scalars(
        select(Customer).where(Customer.customer_id == customer_id)
        .with_for_update(read=True).execution_options(populate_existing=True)
    ).one()


def covers(customer, invoice):
    """Whether autopay pays it: of those due from the day that it was switched on (D25)."""
    since = customer.autopay_since
    on = customer.auto_pay and customer.status == "Active"
    return bool(on and since and invoice.due_date >= since)


def default_method(customer_id):
    """The id of what autopay pays with, or None."""
    return db.session.scalar(
        select(PaymentMethod.payment_method_id).where(
            PaymentMethod.customer_id == customer_id, PaymentMethod.default,
            PaymentMethod.status == "Active",
        )
    )

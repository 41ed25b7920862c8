"""What Acme Cloud's customers have asked of it lately: two requests wait, one was accepted."""

from datetime import timedelta
from types import SimpleNamespace

from sqlalchemy import select

from billing.ledger.quantities import next_period
from billing.ledger.subscription import Subscription
from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from billing.people.customer import Customer
from config.database import db
from tenants.staff import Staff


def write(company, today, now):
    if company.subdomain != "acme":
        return
    grew = ask("C-1001", Customer, "Billing details", now - timedelta(days=6),
               {"tax_id": "US 04-3572210", "purchase_order": "PO-2291"},
               note="Our auditors want both on every bill.")
    grew.accept(db.session.scalar(select(Staff).order_by(Staff.staff_id)), grew.stamp,
                "Both stand on your bills from now on.")
    grew.closed_at = now - timedelta(days=5)
    more = ask("C-1001", Subscription, "Quantity", now - timedelta(hours=3), {"L-1": "15"},
               record_id="SUB-1001-2", note="Three people join us next month.")
    more.effective_date = next_period(more.subscription, today)
    ask("C-1004", Customer, "Billing details", now - timedelta(hours=20),
        {"address1": "400 El Camino Real", "address2": "Floor 3"}, note="We have moved.")


def ask(customer_id, record, kind, at, wish, record_id=None, note=""):
    """A request of the first who signs in for the customer."""
    found = (Subscription.subscription_id == record_id if record_id
             else Customer.customer_id == customer_id)
    person = db.session.scalar(
        select(Contact)
        .where(Contact.customer_id == customer_id, Contact.portal_user_id.is_not(None))
        .order_by(Contact.contact_id)
        .limit(1)
    )
    by = SimpleNamespace(portal_user_id=person.portal_user_id, contact_name=person.display_name)
    request = ChangeRequest.ask(kind, db.session.scalar(select(record).where(found)), wish, by,
                                note=note)
    request.asked_at = at
    return request

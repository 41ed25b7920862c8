"""Where a person is named or let in besides the contact's own record: counted, then erased (S16).

Each trace is a statement's condition on a table, the same for the question that says how many and
for the erasure that takes them. What belongs to a login is taken with it; where other contacts use
the login, only what it did for this contact's customer.
"""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import and_, delete, false, func, or_, select, update

from billing.ledger.payment_method import PaymentMethod
from billing.people.billing_details import ADDRESS
from billing.people.change_request import ChangeRequest
from billing.people.contact import Contact
from billing.people.portal_link import PortalLink
from billing.people.portal_user import PortalVisit
from billing.tables.export import Export
from billing.usage.usage_limit import UsageLimit
from config import clock
from config.database import db
from config.tally import COUNTED
from tenants.idempotent_answer import IdempotentAnswer

NOBODY = "erased"


@dataclass(frozen=True)
class Traces:
    """Of a contact as it is before it is blanked."""

    contact: Contact

    @cached_property
    def alone(self):
        """Whether no other contact uses the login, so that it ends."""
        return bool(self.contact.portal_user_id) and not shared(self.contact)

    @property
    def visits(self):
        mine = PortalVisit.portal_user_id == self.contact.portal_user_id
        return mine if self.alone else false()

    @property
    def links(self):
        mine = PortalLink.contact_id == self.contact.contact_id
        login = PortalLink.portal_user_id == self.contact.portal_user_id
        return or_(mine, login) if self.alone else mine

    @property
    def exports(self):
        if not self.contact.portal_user_id:
            return false()
        mine = Export.portal_user_id == self.contact.portal_user_id
        return mine if self.alone else and_(mine, Export.customer_id == self.contact.customer_id)

    @property
    def limits(self):
        if not self.contact.portal_user_id:
            return false()
        mine = UsageLimit.portal_user_id == self.contact.portal_user_id
        return mine if self.alone else and_(mine,
                                            UsageLimit.customer_id == self.contact.customer_id)

    @property
    def methods(self):
        """Ways to pay that the person is named as holder of."""
        contact = self.contact
        names = {contact.display_name, f"{contact.first_name} {contact.last_name}"}
        said = {name.strip().lower() for name in names if name.strip()}
        return and_(PaymentMethod.customer_id == contact.customer_id,
                    func.lower(func.trim(PaymentMethod.account_holder_name)).in_(said))

    @property
    def requests(self):
        """What the person has asked for, and changes of an address that was the person's."""
        contact = self.contact
        asked = and_(ChangeRequest.portal_user_id == contact.portal_user_id,
                     ChangeRequest.asked_by == contact.display_name)
        own = contact.customer.billing_contact_id == contact.contact_id
        theirs = or_(asked, ChangeRequest.kind == "Billing details") if own else asked
        return and_(ChangeRequest.customer_id == contact.customer_id, theirs)

    @property
    def answers(self):
        """What programs were told of the person, which is kept for a day (I4)."""
        wishes = select(ChangeRequest.request_id).where(self.requests)
        said = (self.contact.contact_id, self.contact.email, *db.session.scalars(wishes))
        return or_(*(IdempotentAnswer.answer.contains(f'"{each}"', autoescape=True)
                     for each in said if each))

    def count(self, record, condition):
        """How many, to the bound of what a page counts."""
        query = select(record.tenant_id).where(condition).limit(COUNTED + 1)
        return len(db.session.scalars(query).all())

    def erase(self):
        """Take them; the storage keys of files that nobody names any more."""
        db.session.execute(update(PaymentMethod).where(self.methods)
                           .values(account_holder_name="").execution_options(**PAST))
        db.session.execute(update(IdempotentAnswer).where(self.answers)
                           .values(answer="{}").execution_options(**PAST))
        for request in db.session.scalars(select(ChangeRequest).where(self.requests)).all():
            forget(request)
        db.session.execute(delete(PortalVisit).where(self.visits))
        db.session.execute(delete(PortalLink).where(self.links))
        db.session.execute(delete(UsageLimit).where(self.limits))
        gone = delete(Export).where(self.exports).returning(Export.storage_key)
        return [key for key in db.session.scalars(gone).all() if key]


PAST = {"synchronize_session": False}


def shared(contact):
    """Whether another contact uses the same login."""
    other = select(Contact.contact_id).where(
        Contact.portal_user_id == contact.portal_user_id, Contact.contact_id != contact.contact_id)
    return db.session.scalar(other.limit(1)) is not None


def forget(request):
    """It tells what was asked, not who asked nor where they live; nobody decides on it any more."""
    values = {"asked": blanked(request.asked), "before": blanked(request.before),
              "asked_by": NOBODY, "note": ""}
    if request.state == "Pending":
        values |= {"state": "Withdrawn", "closed_at": clock.now()}
    db.session.execute(update(ChangeRequest)
                       .where(ChangeRequest.request_id == request.request_id)
                       .values(values).execution_options(**PAST))


def blanked(fields):
    return {name: NOBODY if name in ADDRESS and value else value for name, value in fields.items()}

"""How a request ends: withdrawn by who asked, or decided by staff, exactly once (D19, P21)."""

import hashlib
import json

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from billing.people import asking
from billing.people.customer import Customer
from billing.people.refusal import Refused
from config import clock
from config.database import db


class Withdrawn(Refused):
    text = _("Request %(id)s was withdrawn meanwhile, or another one took its place.")


class Decided(Refused):
    text = _("%(who)s has decided on request %(id)s already.")


class Overtaken(Refused):
    text = _("What request %(id)s asks to change has changed just now. Please look at it again.")


class NoReason(Refused):
    text = _("Tell the customer why the request is declined.")


class Pending:
    """State and rules of a ChangeRequest; none of the verbs commits or mails."""

    @classmethod
    def waiting(cls, customer_id, subscription_id=None):
        """The request that waits for the subject, or None; nobody else asks or decides now."""
        locked(customer_id)
        return db.session.scalar(
            select(cls)
            .where(cls.customer_id == customer_id, cls.subscription_id == subscription_id)
            .where(cls.state == "Pending")
            .execution_options(populate_existing=True)
        )

    def accept(self, staff, stamp, reason=""):
        """Staff, or a program, agree; billing details change at once, a subscription once its
        billing system says.

        `stamp` is that of what they looked at. Raises Refused, and then has changed nothing.
        """
        self.hold()
        if stamp != self.stamp:
            raise Overtaken(id=self.request_id)
        asking.of(self.kind).apply(self.subject, self.asked)
        self.close("Accepted", staff, reason)

    def decline(self, staff, reason):
        """Staff do not agree, and say why; raises Refused."""
        self.hold()
        if not reason:
            raise NoReason()
        self.close("Declined", staff, reason)

    def withdraw(self):
        """Who asked does not want it any more; raises Refused once it is decided."""
        self.hold()
        self.close("Withdrawn")

    def hold(self):
        """Read the request anew, to be changed by nobody else; raises Refused unless it waits."""
        locked(self.customer_id)
        db.session.refresh(self, with_for_update=True)
        if self.state == "Withdrawn":
            raise Withdrawn(id=self.request_id)
        if self.state != "Pending":
            raise Decided(id=self.request_id, who=self.decided_by)
        asking.of(self.kind).hold(self.subject)

    def close(self, state, staff=None, reason=""):
        self.state, self.reason, self.closed_at = state, reason, clock.now()
        if staff is not None:
            self.staff_id, self.decided_by = staff.staff_id, staff.name

    @property
    def subject(self):
        """The customer or the subscription."""
        return asking.of(self.kind).find(self)

    def now(self):
        """What it asks to change, as it stands now."""
        return asking.of(self.kind).now(self.subject, self.asked)

    @property
    def overtaken(self):
        """The fields that are not as they were when it was asked."""
        stands = self.now()
        return {name for name, value in self.before.items() if stands[name] != value}

    @property
    def stamp(self):
        """A mark of what it asks to change, as it stands now."""
        text = json.dumps(self.now(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def locked(customer_id):
    """The customer, held: whoever asks, withdraws or decides comes one after the other."""
    return db.session.scalar(
        select(Customer)
        .where(Customer.customer_id == customer_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )

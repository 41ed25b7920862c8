import uuid
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from billing.gateways.outcome import Outcome, State
from billing.ledger import paying
from billing.ledger.settlement import settle
from billing.people.customer import Customer
from config.database import db
from tests.till import Till


class Book(Till):
    """Atlas Orion's ledger without pages: attempts are begun and outcomes fed by hand."""

    def begin(self, payment_method_id="PM-1", **amounts):
        """An order for the amounts, by invoice id with _ for -; its attempt id."""
        wanted = {name.replace("_", "-"): amount for name, amount in amounts.items()}
        return self.begun(wanted, payment_method_id).terms.attempt_id

    def begun(self, amounts, payment_method_id="PM-1"):
        with self.cast.within():
            atlas = db.session.get_one(Customer, (self.cast.acme, "C-1001"))
            payer = SimpleNamespace(may_pay=True, portal_user_id=self.cast.jane)
            order = paying.begin(atlas, payer, uuid.uuid4(), payment_method_id, amounts,
                                 parts=True)
            db.session.commit()
        return order

    def settle(self, attempt_id, state, **more):
        """The status of the payment that is news, or None."""
        with self.cast.within():
            payment = settle(uuid.UUID(attempt_id), Outcome(State(state), **more))
            status = payment and payment.status
            db.session.commit()
        return status

    def attempt(self, attempt_id):
        return next(each for each in self.attempts() if str(each.attempt_id) == attempt_id)

    @contextmanager
    def invoices(self, *invoice_ids):
        """The invoices, locked, to be changed by something else than a payment here."""
        from billing.ledger.invoice import Invoice

        with self.cast.within():
            yield Invoice.locked(list(invoice_ids))
            db.session.commit()


@pytest.fixture
def book(cast):
    return Book(cast)

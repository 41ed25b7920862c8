"""Gives money of Atlas Orion's payments back, with the Test gateway, as staff's pages do."""

import uuid

from sqlalchemy import select

from billing.ledger import giving_back
from billing.ledger.payment import Payment
from billing.ledger.refund import Refund
from config.database import db
from mailers.mail import Mail
from tests.billing.ledger.conftest import Book
from tests.till import copied
from workers import payments, refunds


class Giver(Book):
    def paid(self, amounts, method="PM-1"):
        """The id of a payment that the gateway took; None where it did not."""
        order = self.begun(amounts, method)
        key = order.key
        with self.cast.within():
            payments.conclude(key, order.carry_out())
        return self.attempt(str(key)).payment_id

    def give(self, payment_id, kind, amount, refund_id=None, send=True):
        """The Refund as it stands after the gateway was asked; raises Refused."""
        key = refund_id or uuid.uuid4()
        with self.cast.within():
            order = giving_back.begin(payment_id, key, kind, amount, "Double order", "Stan Baker")
            db.session.commit()
            if order and send:
                refunds.conclude(key, order.carry_out())
        return self.refund(key)

    def answer(self, refund_id, outcome):
        with self.cast.within():
            refunds.conclude(refund_id, outcome)
        return self.refund(refund_id)

    def refund(self, key):
        with self.cast.within():
            return copied(db.session.get_one(Refund, (self.cast.acme, key)))

    def payment(self, payment_id):
        with self.cast.within():
            return copied(db.session.get_one(Payment, (self.cast.acme, payment_id)))

    def letters(self):
        with self.cast.within():
            rows = db.session.execute(select(Mail.template, Mail.recipient)
                                      .order_by(Mail.created_date))
            return [tuple(row) for row in rows]

    def entries(self, *ids):
        """(kind, state, amount) of the gateway's own, for our ids."""
        wanted = {str(each) for each in ids}
        return [(each["kind"], each["state"], each["amount"])
                for each in self.gateway("GET", "/ledger")["entries"]
                if each["attempt_id"] in wanted]

"""What tests of autopay need: it is switched on, days pass, schedulers and workers come by."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from billing.ledger.autopay_charge import AutopayCharge
from billing.people.customer import Customer
from config import clock
from config.database import db
from mailers.mail import Mail
from tenants.payment_setup import PaymentSetup
from tests import ledger
from tests.till import Till, copied
from workers import autopay, autopay_notices, payments

ZONE = ZoneInfo(ledger.ZONE)


def at(day, hour):
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


class Autopay(Till):
    """Atlas Orion of acme; its other open invoices are older than autopay."""

    def __init__(self, cast, ops):
        super().__init__(cast)
        self.ops = ops

    def switch(self, on=True, since=None, **values):
        with self.cast.within():
            customer = db.session.get(Customer, (self.cast.acme, "C-1001"))
            customer.auto_pay, customer.autopay_since = on, since
            for name, value in values.items():
                setattr(customer, name, value)
            db.session.commit()

    def allow(self, **values):
        """Change what the company lets its customers do when they pay."""
        with self.cast.within():
            setup = db.session.scalars(select(PaymentSetup)).one()
            for name, value in values.items():
                setattr(setup, name, value)
            db.session.commit()

    def pay_with(self, name):
        """Have the Test gateway's ready token `tm_<name>` behind the default method."""
        with self.cast.within():
            method = db.session.get(ledger.PaymentMethod, (self.cast.acme, "PM-1"))
            method.token = f"tm_{name}"
            db.session.commit()

    def bill(self, invoice_id, due, amount=10_000):
        """An invoice that is due on that day."""
        days = (due - clock.today(ledger.ZONE)).days - 30
        with self.cast.within():
            ledger.invoice(invoice_id, "C-1001", amount, days=days)
            db.session.commit()

    def come(self, day, hour=12):
        """The schedulers and workers of a day, at that hour of the company's zone."""
        with clock.travelled(at(day, hour)):
            self.scan()
            self.work()

    def scan(self):
        with self.ops.app_context():
            autopay_notices.plan()
            autopay_notices.cards()

    def work(self):
        """Every job whose time has come."""
        with self.cast.app.app_context():
            for attempt in self.attempts():
                payments.inquire(self.cast.acme, str(attempt.attempt_id))
            for charge in self.charged():
                autopay.charge(self.cast.acme, str(charge.autopay_charge_id))

    def charged(self):
        with self.cast.within():
            mine = AutopayCharge.customer_id == "C-1001", AutopayCharge.invoice_id != "INV-1"
            asked = select(AutopayCharge).where(*mine)
            found = db.session.scalars(asked.order_by("charge_on", "invoice_id"))
            return [copied(each) for each in found]

    def stand(self, invoice_id):
        """(state, day of the charge, failures) of what autopay does about the invoice."""
        one, = (each for each in self.charged() if each.invoice_id == invoice_id)
        return one.state, one.charge_on, one.failures

    def letters(self):
        with self.cast.within():
            found = db.session.scalars(select(Mail).order_by(Mail.created_date)).all()
            return [(mail.template, mail.subject_ids) for mail in found]

"""A payment and its webhooks on a bad day: the gateway's letters come twice, late, or never."""

import uuid
from itertools import count
from types import SimpleNamespace
from urllib.error import HTTPError

from sqlalchemy import select

from billing.ledger import paying
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.forward import OPEN
from billing.ledger.invoice import Invoice
from billing.ledger.webhook_event import WebhookEvent
from billing.people.customer import Customer
from config import clock
from config.database import db
from tests import ledger
from workers import payments, webhooks

RANKS = {state: rank for rank, state in enumerate((*OPEN, "not sent"))}  # what ends comes after
LED = {"Processing": 0, "Declined": 1, "Processed": 1, "Charged Back": 2}
LED_ONCE_WON = LED | {"Processed": 3}
runs = count(1)


class Storm:
    """One payment of a fresh invoice, by the Test gateway's method `name`."""

    def __init__(self, postman, visitor, name):
        self.name, self.steps = name, []
        self.postman, self.visitor, self.acme = postman, visitor, postman.cast.acme
        self.app, self.run = postman.cast.app, next(runs)
        self.letters, self.taken_back, self.seen, self.led = [], None, (0, -1), LED
        self.order = self.begun(f"W{self.run}", name)
        self.attempt_id = self.order.terms.attempt_id
        with self.app.app_context():
            self.answer = self.order.carry_out()
        self.gateway_writes()

    def begun(self, invoice_id, name):
        with self.postman.cast.within():
            ledger.invoice(invoice_id, "C-1001", 10_000, days=-1)
            ledger.method(f"PM-{invoice_id}", "C-1001", f"tm_{name}")
            db.session.flush()
            atlas = db.session.get_one(Customer, (self.acme, "C-1001"))
            payer = SimpleNamespace(may_pay=True, portal_user_id=self.postman.cast.jane)
            order = paying.begin(atlas, payer, uuid.uuid4(), f"PM-{invoice_id}",
                                 {invoice_id: 10_000})
            db.session.commit()
            return order

    @property
    def entry(self):
        """The gateway's own, None where the charge never arrived."""
        try:
            return self.postman.gateway("GET", f"/attempts/{self.attempt_id}")
        except HTTPError as error:
            assert error.code == 404
            return None

    def gateway_writes(self):
        if self.entry:
            self.letters.append(self.postman.letter(self.attempt_id))

    def goes_on(self, confirmed):
        """The gateway takes its next step: a debit settles, a payer was at the bank."""
        entry = self.entry
        if entry and entry["state"] == "processing":
            self.postman.gateway("POST", f"/attempts/{self.attempt_id}/settle", {})
        elif entry and entry["action_path"]:
            page = self.app.config["TEST_GATEWAY_URL"] + entry["action_path"]
            self.postman.answer_at_the_bank(page, "confirm" if confirmed else "fail")
        self.gateway_writes()

    def charged_back(self):
        """The bank takes the money back, if there is any."""
        if self.entry and self.entry["state"] == "approved" and self.taken_back is None:
            self.bank("/charge_back")

    def won(self):
        """The bank gives it back in the end."""
        if self.taken_back is not None and self.led is LED:
            self.bank("/charge_back/win")
            self.led = LED_ONCE_WON

    def bank(self, door):
        self.postman.gateway("POST", f"/attempts/{self.attempt_id}{door}", {})
        self.taken_back = len(self.letters)
        self.letters.append(self.postman.letter(self.attempt_id, "/charge_back/event"))

    def brings(self, number):
        if self.letters:
            letter = self.letters[number % len(self.letters)]
            assert self.postman.bring(letter, self.visitor).status_code == 204

    def works(self, minutes=0):
        with clock.travelled(minutes=minutes):
            with self.postman.cast.within():
                due = db.session.scalars(select(WebhookEvent.webhook_event_id).where(
                    WebhookEvent.due_at <= clock.now())).all()
            with self.app.app_context():
                for event_id in due:
                    webhooks.act(self.acme, str(event_id))

    def page_answers(self):
        """The charge's own answer, which may come last of all, or never."""
        with self.postman.cast.within():
            payments.conclude(uuid.UUID(self.attempt_id), self.answer)

    def janitor_asks(self, minutes=2):
        with clock.travelled(minutes=minutes), self.app.app_context():
            payments.inquire(self.acme, self.attempt_id)

    def stands(self):
        """(the attempt's state, the payment's status or None, the invoice's balance)."""
        with self.postman.cast.within():
            attempt = db.session.get_one(PaymentAttempt, (self.acme, uuid.UUID(self.attempt_id)))
            invoice = db.session.get_one(Invoice, (self.acme, f"W{self.run}"))
            return attempt.state, attempt.payment and attempt.payment.status, invoice.balance

    def check(self):
        """No step back, neither of the attempt nor of its payment, and the invoice adds up."""
        state, status, balance = self.stands()
        now = (RANKS.get(state, len(RANKS)), self.led.get(status, -1))
        assert all(new >= old for new, old in zip(now, self.seen, strict=True)), (self.seen, now)
        assert balance == (0 if status == "Processed" else 10_000)
        self.seen = now

    def calms(self):
        """All that is left is asked about; then both ledgers say the same."""
        self.page_answers()
        if self.taken_back is not None:
            self.brings(self.taken_back)  # nobody but the gateway knows of it: it sends it again
        for minutes in (10, 600):
            self.janitor_asks(minutes)
            self.works(minutes)
            self.check()
        assert self.stands()[:2] == self.expected(), (self.name, self.steps)

    def expected(self):
        state = self.entry["state"] if self.entry else "not sent"
        if state == "approved":
            taken = self.taken_back is not None and self.led is LED
            return state, "Charged Back" if taken else "Processed"
        return state, {"declined": "Declined", "processing": "Processing"}.get(state)

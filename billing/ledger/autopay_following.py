"""What becomes of autopay's charge when the gateway has answered, or will not (M5, D25)."""

from datetime import timedelta

from sqlalchemy import select

from config import clock
from config.database import db
from tenants.current import current_tenant
from tenants.payment_setup import PaymentSetup

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
MOST_UNSENT = 24  # hours for which a gateway that cannot be reached is no failure
MOST_PARTS = 5  # approvals in part, a day apart, before that counts as a failure
PARTLY = "partly_approved"


class Following:
    """Verbs of an AutopayCharge, which the caller holds locked."""

    def follow(self, attempt):
        """Go on from how the attempt stands; whether that is news that autopay tells itself."""
        if attempt.open:
            return self.wait_for(attempt)
        if attempt.state == "approved":
            return self.take_in(attempt)
        if attempt.state == "closed":  # by a person, who decides what comes next
            self.end("stopped")
            return False
        if attempt.state == "not sent" and self.unsent < MOST_UNSENT:
            self.state, self.unsent = "planned", self.unsent + 1
            self.postpone(AN_HOUR)
            return False
        self.fail(attempt.reason)
        return True

    def wait_for(self, attempt):
        asked = attempt.state == "action required" and self.state == "charging"
        self.state = "confirming" if asked else self.state
        self.postpone(AN_HOUR)
        return asked

    def take_in(self, attempt):
        """Some gateways approve in part: the rest is charged the next day, so often."""
        whole = attempt.payment is None or attempt.payment.payment_amount >= attempt.amount
        if whole or not self.invoice.payable:
            self.end("paid")
            return False
        self.parts += 1
        if self.parts > MOST_PARTS:
            self.fail(PARTLY)
            return True
        self.plan(clock.today(current_tenant.time_zone) + A_DAY)
        return False

    def fail(self, reason):
        """No money came: again on the day that the company's schedule says, or never (D25)."""
        today = clock.today(current_tenant.time_zone)
        self.failures, self.unsent, self.reason = self.failures + 1, 0, reason
        self.first_failed_on = self.first_failed_on or today
        pauses = db.session.scalar(select(PaymentSetup.autopay_retries))
        if self.failures > len(pauses):
            self.end("stopped")
        else:
            wanted = self.first_failed_on + timedelta(days=pauses[self.failures - 1])
            self.plan(max(wanted, today + A_DAY))

"""External payments as programs and files write them (I2, I7, M13, D21)."""

from marshmallow import ValidationError

from billing.ledger import against
from billing.ledger.payment import Payment
from billing.ledger.payment_shape import PaymentShape
from billing.ledger.source_writing import Sources, is_new
from config.languages import N_

FIRST = ("Processing", "Processed", "Declined")
STEPS = {"Processing": ("Processed", "Declined"), "Processed": ("Charged Back",)}
NO_START = N_("A payment is entered as Processing, Processed or Declined.")
NO_STEP = N_("A payment does not go from its state to this one.")
NO_GATEWAY = N_("Only payments that came in outside of any gateway are entered: External.")


class Payments(Sources):
    """What a gateway took is read-only but for refund and void (D21)."""

    record, shape = Payment, PaymentShape
    facts = ("payment_amount", "customer_id", "currency", "payment_date")

    def standing(self, rows):
        found = super().standing(rows)
        self.hold_invoices(rows)
        return found

    def change(self, payment, fields):
        if payment.payment_type != "External":
            raise against.ByGateway(id=payment.payment_id)
        return super().change(payment, fields)

    def admit(self, payment, fields):
        values = super().admit(payment, fields)
        if values.get("payment_type") == "Electronic":
            raise ValidationError(NO_GATEWAY, "payment_type")
        if is_new(payment):
            check_start(values)
            return {"status": "Processed", "applied_amount": 0, "refunded_amount": 0, **values,
                    "payment_type": "External"}
        check_step(payment.status, values.get("status", payment.status))
        return values

    def take(self, payment, values):
        if not is_new(payment) and values.get("status") == "Charged Back" != payment.status:
            payment.end("Charged Back")
        super().take(payment, values)


def check_start(values):
    if values.get("status", "Processed") not in FIRST:
        raise ValidationError(NO_START, "status")


def check_step(before, after):
    if after != before and after not in STEPS.get(before, ()):
        raise ValidationError(NO_STEP, "status")

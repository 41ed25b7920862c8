"""External payments as programs and files write them (I2, I7, M13, D21)."""

from marshmallow import ValidationError

from billing.ledger import against
from billing.ledger.credit import Credit
from billing.ledger.payment import Payment
from billing.ledger.payment_shape import PaymentShape
from billing.ledger.source_writing import Sources, is_new
from config.languages import N_

STEPS = {"Processing": ("Processed", "Declined"), "Processed": ("Charged Back",),
         "Charged Back": ("Processed",)}
NO_STEP = N_("A payment does not go from its state to this one.")
TOO_MUCH = N_("This is more than the payment was of.")
NOT_SO = N_("In its state a payment has not given back so much.")
BY_REFUND = N_("What is given back from now on is a refund of the payment.")
NO_GATEWAY = N_("Only payments that came in outside of any gateway are entered: External.")


class Payments(Sources):
    """What a gateway took is read-only but for refund and void (D21)."""

    record, shape = Payment, PaymentShape
    facts = ("payment_amount", "customer_id", "currency", "payment_date")

    def standing(self, rows):
        found = super().standing(rows)
        self.hold_invoices(rows)
        return found

    def fate(self, row, standing):
        """A file tells what was: what the bank has taken since is not back by taking it again."""
        found = standing.get(row[self.key])
        if found and (found.status, row.get("status")) == ("Charged Back", "Processed"):
            return None, False, ValidationError(NO_STEP, "status")
        return super().fate(row, standing)

    def change(self, payment, fields):
        if payment.payment_type != "External":
            raise against.ByGateway(id=payment.payment_id)
        return super().change(payment, fields)

    def admit(self, payment, fields):
        values = super().admit(payment, fields)
        if values.get("payment_type") == "Electronic":
            raise ValidationError(NO_GATEWAY, "payment_type")
        if is_new(payment):
            return {"applied_amount": 0, **values, **history(values), "payment_type": "External"}
        check_step(payment.status, values.get("status", payment.status))
        if values.get("refunded_amount", payment.refunded_amount) != payment.refunded_amount:
            raise ValidationError(BY_REFUND, "refunded_amount")
        return values

    def take(self, payment, values):
        step = (payment.status, values.get("status"))
        if step == ("Processed", "Charged Back"):
            payment.end("Charged Back")
        super().take(payment, values)
        if step == ("Charged Back", "Processed"):
            Credit.revive(payment)


def history(values):
    """The state of a payment that is entered, and what of it was given back until then (D21)."""
    status, whole = values.get("status", "Processed"), values["payment_amount"]
    back = values.get("refunded_amount", whole if status == "Refunded" else 0)
    if back > whole:
        raise ValidationError(TOO_MUCH, "refunded_amount")
    fits = {"Refunded": back == whole, "Processed": back < whole, "Charged Back": back < whole}
    if not fits.get(status, back == 0):
        raise ValidationError(NOT_SO, "refunded_amount")
    return {"status": status, "refunded_amount": back}


def check_step(before, after):
    if after != before and after not in STEPS.get(before, ()):
        raise ValidationError(NO_STEP, "status")

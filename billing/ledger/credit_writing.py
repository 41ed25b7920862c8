"""Credits as programs and files write them: made, applied, reversed (I2, I7, D21)."""

from marshmallow import ValidationError

from billing.ledger import against
from billing.ledger.allotting import allot
from billing.ledger.credit import Credit
from billing.ledger.credit_shape import CreditShape
from billing.ledger.credit_use import put_by
from billing.ledger.source_writing import Sources, is_new
from config.languages import N_

REVERSED = N_("This credit is reversed, and stays so.")


class Credits(Sources):
    record, shape = Credit, CreditShape
    facts = ("credit_amount", "customer_id", "currency", "credit_date")

    def standing(self, rows):
        self.hold_invoices(rows)
        return super().standing(rows)

    def admit(self, credit, fields):
        """Of states only “Reversed” is anybody's to say."""
        values = super().admit(credit, fields)
        status = values.pop("status", None)
        if is_new(credit):
            values = {"applied_amount": 0, "status": "Open", **values}
        elif credit.status == "Reversed" and status not in (None, "Reversed"):
            raise ValidationError(REVERSED, "status")
        return {**values, "status": "Reversed"} if status == "Reversed" else values

    def take(self, credit, values):
        if values.get("status") == "Reversed" and not is_new(credit):
            reverse(credit)
        super().take(credit, values)


def reverse(credit):
    """It counts for nothing any more; what it had paid is owed again. Raises Refused."""
    if credit.payment_id:
        raise against.OfPayment(id=credit.credit_id, payment=credit.payment_id)
    if put_by([credit.credit_id]):
        raise against.JustChanged(id=credit.credit_id)
    allot(credit, {})

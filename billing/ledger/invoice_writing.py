"""Invoices as programs and files write them: drafted, posted, reversed (I2, I7, D21)."""

from marshmallow import ValidationError
from sqlalchemy.orm import selectinload

from billing.days import check_order
from billing.ledger import invoice_sums as sums
from billing.ledger import reversing
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import InvoiceLine
from billing.ledger.invoice_shape import InvoiceShape
from billing.parts_writing import WithParts, part
from billing.people.customer import Customer
from billing.writing import after
from config import clock
from tenants.current import current_tenant

FREE = ("notes", "custom_fields", "status")  # what a posted one still changes
STANDS = "A posted invoice stands as it is. Reverse it and issue another one."
NO_STEP = "An invoice does not go from its state to this one."


class Invoices(WithParts):
    record, shape = Invoice, InvoiceShape
    refers, reads = {"customer_id": Customer}, (selectinload(Invoice.lines),)

    def __init__(self):
        super().__init__()
        self.payments = {}

    def standing(self, rows):
        wanted = [row[self.key] for row in rows if row.get("status") == "Reversed"]
        self.payments |= reversing.hold(wanted)
        return super().standing(rows)

    def admit(self, invoice, fields):
        currency = after(invoice, fields, "currency") or self.known.get(
            Customer, fields["customer_id"]).currency
        values = {**sums.whole(invoice, fields, currency), "currency": currency}
        check_step(invoice, values.get("status"))
        if invoice.status in (None, "Draft"):
            check_days(invoice, values)
        else:
            check_standing(invoice, values)
        return values if invoice.status else {"paid_amount": 0, "status": "Draft", **values}

    def take(self, invoice, values):
        values = dict(values)
        lines, wish = values.pop("lines", None), issued(values.pop("status", None))
        if wish == "Reversed" != invoice.status:
            reversing.reverse(invoice, self.payments)
        if invoice.status in (None, "Draft") and lines is not None:
            self.take_lines(invoice, lines)
        super().take(invoice, values)
        invoice.status = invoice.status or "Draft"
        if wish == "Posted" and invoice.status == "Draft":
            invoice.post(None if self.brought else clock.today(current_tenant.time_zone))

    def take_lines(self, invoice, lines):
        """Those of a number that is there are changed; what is not said any more is gone."""
        former = {} if invoice.status is None else {
            each.invoice_line_no: each for each in invoice.lines}
        self.take_parts(
            invoice, former, {values["invoice_line_no"]: values for values in lines},
            lambda values: InvoiceLine(invoice_id=invoice.invoice_id, **values))


def issued(status):
    return "Posted" if status in ("Partially Paid", "Paid") else status


def check_step(invoice, status):
    """Draft to Posted, and from there to Reversed; to stay is no step."""
    before, wish = issued(invoice.status or "Draft"), issued(status)
    if wish not in (None, before) and (before, wish) not in (
            ("Draft", "Posted"), ("Posted", "Reversed")):
        raise ValidationError(NO_STEP, "status")


def check_days(invoice, values):
    """No end before its beginning, where they are said anew."""
    issued_on, due = (after(invoice, values, name) for name in ("invoice_date", "due_date"))
    if (issued_on, due) != (invoice.invoice_date, invoice.due_date):
        check_order(issued_on, due, "due_date")
    for place, line in enumerate(values.get("lines") or ()):
        with part("lines", place):
            check_order(line.get("start_date"), line.get("end_date"), "end_date")


def check_standing(invoice, values):
    """The same said again is no change."""
    for name, value in values.items():
        stands = (sums.stated(invoice.lines, value) if name == "lines"
                  else value == getattr(invoice, name))
        if name not in FREE and not stands:
            raise ValidationError(STANDS, name)

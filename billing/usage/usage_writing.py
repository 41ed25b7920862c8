"""Usages as programs and files write them (I2, I7)."""

from marshmallow import ValidationError

from billing.days import check_come
from billing.ledger.invoice import Invoice
from billing.people.customer import Customer
from billing.usage.usage import Usage
from billing.usage.usage_shape import UsageShape
from billing.writing import Writing, after

NO_INVOICE = "Neither the customer nor its parent has an invoice of this ID."


class Usages(Writing):
    record, shape = Usage, UsageShape
    refers, mentions = {"customer_id": Customer}, {"invoice_id": Invoice}

    def admit(self, usage, fields):
        if after(usage, fields, "date") != usage.date:
            check_come(fields["date"], "date")
        customer = self.known.get(Customer, after(usage, fields, "customer_id"))
        key, payers = after(usage, fields, "invoice_id"), {customer.customer_id,
                                                           customer.parent_customer}
        invoice = key and self.known.get(Invoice, key)
        if key and (invoice is None or invoice.customer_id not in payers):
            raise ValidationError(NO_INVOICE, "invoice_id")
        return {**fields, "currency": after(usage, fields, "currency") or customer.currency}

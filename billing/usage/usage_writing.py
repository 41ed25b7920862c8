"""Usages as programs and files write them (I2, I7)."""

from marshmallow import ValidationError

from billing.ledger.invoice import Invoice
from billing.people.customer import Customer
from billing.usage.usage import Usage
from billing.usage.usage_shape import UsageShape
from billing.writing import Writing, after
from config.languages import N_

OTHERS = N_("This invoice is neither this customer's nor its parent's.")


class Usages(Writing):
    record, shape = Usage, UsageShape
    refers = {"customer_id": Customer, "invoice_id": Invoice}

    def admit(self, usage, fields):
        customer = self.known.get(Customer, after(usage, fields, "customer_id"))
        key = after(usage, fields, "invoice_id")
        invoice = key and self.known.get(Invoice, key)
        if invoice and invoice.customer_id not in (customer.customer_id, customer.parent_customer):
            raise ValidationError(OTHERS, "invoice_id")
        return {**fields, "currency": after(usage, fields, "currency") or customer.currency}

"""What new payments and credits count towards, of many at once (I2, I7).

Nobody else knows them yet: all that they need is read and locked before, by a few statements.
"""

from billing.ledger import against, applying
from billing.ledger.attempt import under_way
from billing.people.customer import Customer


class FirstCount:
    """Of locked invoices that they name; `known` are the records that the company has."""

    def __init__(self, invoices, known):
        self.invoices, self.known = {each.invoice_id: each for each in invoices}, known
        self.blocked = under_way(list(self.invoices)) if self.invoices else {}
        known.see(Customer, [each.customer_id for each in invoices])

    def draw(self, source, wanted):
        """Count minor units by invoice id; the caller writes the Allocations.

        Raises Refused, and then has changed nothing.
        """
        for invoice_id in wanted:
            if not self.reached(source, self.invoices.get(invoice_id)):
                raise against.NoSuchInvoice(id=invoice_id)
        applying.check_free(source, wanted, applying.unused(source))
        for invoice_id, amount in wanted.items():
            applying.check(self.invoices[invoice_id], source, amount, self.blocked)
        for invoice_id, amount in wanted.items():
            source.draw(self.invoices[invoice_id], amount)

    def reached(self, source, invoice):
        """Whether it is the customer's or one of its children's (D23)."""
        return invoice and source.customer_id in (
            invoice.customer_id, self.known.get(Customer, invoice.customer_id).parent_customer)

"""A billing month of one tenant's imported usages as invoices and credits (D18)."""

from datetime import date, timedelta
from itertools import count, groupby

from sqlalchemy import func, select, update

from billing.ledger.credit import Credit
from billing.ledger.invoice import Invoice
from billing.ledger.invoice_line import InvoiceLine
from billing.usage.focus import batch
from billing.usage.focus.line import lines
from billing.usage.focus.share import Share, divided, total
from billing.usage.usage import Usage
from config import clock
from config.amounts import rounded
from config.database import db

AT_ONCE = 100
TERMS, DAYS = "Net 30", timedelta(days=30)
facts = Usage.custom_fields
category = facts["charge_category"].astext


class Bill:
    """The bills of a month, given as “2024-09”."""

    def __init__(self, month):
        self.month = month
        year, number = map(int, month.split("-"))
        self.first = date(year, number, 1)
        self.date = date(year + number // 12, number % 12 + 1, 1)
        self.waiting = (
            (facts["billing_period"].astext == month)
            & ~facts.has_key("credit_id")
            & Usage.invoice_id.is_(None)
            & Usage.cost.is_not(None)
        )

    def issue(self):
        """Bill whatever of the month waits; what was billed stays as it is."""
        query = select(Usage.customer_id).where(self.waiting).distinct()
        customers = db.session.scalars(query.order_by(Usage.customer_id)).all()
        for start in range(0, len(customers), AT_ONCE):
            batch.lock()
            for customer_id in customers[start:start + AT_ONCE]:
                self.issue_to(customer_id)
            db.session.commit()

    def issue_to(self, customer_id):
        rows = db.session.execute(self.shares(customer_id))
        for currency, group in groupby(rows, lambda row: row.currency):
            shares = [Share(*row[1:]) for row in group]
            billed, credited = divided(shares)
            if rounded(total(billed), currency) > 0:
                self.invoice(customer_id, currency, billed)
            if rounded(total(credited), currency) < 0:
                self.credit(customer_id, currency, credited)

    def shares(self, customer_id):
        keys = (Usage.product_name, Usage.unit_of_measure, category)
        sums = (func.sum(Usage.quantity), func.sum(Usage.cost))
        mine = select(Usage.currency, *keys, *sums).where(Usage.customer_id == customer_id)
        order = (Usage.currency, category != "Usage", *keys)
        return mine.where(self.waiting).group_by(Usage.currency, *keys).order_by(*order)

    def invoice(self, customer_id, currency, shares):
        exact = total(shares)
        amount = rounded(exact, currency)
        invoice_id = self.free("INV", Invoice.invoice_id, customer_id)
        db.session.add(Invoice(
            invoice_id=invoice_id, customer_id=customer_id, invoice_date=self.date,
            due_date=self.date + DAYS, payment_terms=TERMS, currency=currency, subtotal=amount,
            invoice_amount=amount, status="Posted", **self.made(exact),
        ))
        db.session.flush()
        period = {"start_date": self.first, "end_date": self.date - timedelta(days=1)}
        for number, line in enumerate(lines(shares, currency), 1):
            db.session.add(InvoiceLine(
                invoice_id=invoice_id, invoice_line_no=number, **period, **line))
        self.mark(customer_id, currency, shares, {"invoice_id": invoice_id})

    def credit(self, customer_id, currency, shares):
        exact = total(shares)
        credit_id = self.free("CR", Credit.credit_id, customer_id)
        db.session.add(Credit(
            credit_id=credit_id, customer_id=customer_id, credit_date=self.date,
            currency=currency, credit_amount=-rounded(exact, currency),
            reference_number=self.month, **self.made(exact),
        ))
        credited = facts.concat(func.jsonb_build_object("credit_id", credit_id))
        self.mark(customer_id, currency, shares, {"custom_fields": credited})

    def mark(self, customer_id, currency, shares, values):
        """These usages are dealt with; the lock keeps newer ones from being taken along."""
        kinds = {share.category for share in shares}
        db.session.execute(
            update(Usage)
            .where(Usage.customer_id == customer_id, Usage.currency == currency, self.waiting)
            .where(category.in_(kinds))
            .values(updated_date=clock.now(), updated_by=batch.MAKER, **values)
            .execution_options(synchronize_session=False)
        )

    def made(self, exact):
        fields = {"billing_period": self.month, "exact_amount": f"{exact:f}"}
        return {"custom_fields": fields, "created_by": batch.MAKER}

    def free(self, prefix, key, customer_id):
        """The month's id for the customer; a later or second one gets a number."""
        base = f"{prefix}-{self.first:%Y%m}-{customer_id}"
        ids = (base if number == 1 else f"{base}-{number}" for number in count(1))
        return next(i for i in ids if not db.session.scalar(select(key).where(key == i)))

"""Payments and credits as programs and files write them: booked once, applied as said (I2, D21)."""

from contextlib import nullcontext

from marshmallow import ValidationError
from sqlalchemy import select

from billing.ledger.allocation import Allocation
from billing.ledger.allotting import allot
from billing.ledger.invoice import Invoice
from billing.ledger.share_shape import summed
from billing.people.customer import Customer
from billing.shape_numbers import minor
from billing.writing import Writing, after, at
from config.database import db
from config.languages import N_

BOOKED = N_("This stands as it was booked. Void or reverse the record and enter it anew.")
NOTHING = N_("Enter an amount above zero.")


class Sources(Writing):
    """`facts` are the fields that stand once they are booked, the first of them the amount."""

    facts = ()
    refers = {"customer_id": Customer}

    def admit(self, source, fields):
        """The values in minor units, after what both kinds have in common."""
        values = minor(self.shape(), fields, after(source, fields, "currency"))
        amount = self.facts[0]
        if values.get(amount) == 0:
            raise ValidationError(NOTHING, amount)
        if not is_new(source):
            self.check_facts(source, values)
        return values

    def check_facts(self, source, values):
        """The same said again is no change."""
        for name in self.facts:
            if name in values and values[name] != getattr(source, name):
                raise ValidationError(BOOKED, name)

    def create(self, fields):
        fields, said = parted(fields)
        with whole(said):
            source = super().create(fields)
            if said:
                db.session.flush()
                self.allot(source, said, new=True)
        return source

    def change(self, source, fields):
        fields, said = parted(fields)
        with whole(said):
            super().change(source, fields)
            if said is not None:
                self.allot(source, said)
        return source

    def allot(self, source, said, new=False):
        with at("invoices"):
            allot(source, summed(said, source.currency), new)

    def hold_invoices(self, rows):
        """All that these rows may move, in the one order that everybody keeps."""
        ids = [row[self.key] for row in rows]
        now = db.session.scalars(
            select(Allocation.invoice_id).where(getattr(Allocation, self.key).in_(ids)))
        named = {each["invoice_id"] for row in rows for each in row.get("allocations") or ()}
        Invoice.locked({*named, *now})


def is_new(source):
    return source.created_date is None


def parted(fields):
    """(the fields without what it counts towards, that; None where nothing is said of it)."""
    rest = dict(fields)
    return rest, rest.pop("allocations", None)


def whole(said):
    """Where the second step is refused, the first is taken back."""
    return nullcontext() if said is None else db.session.begin_nested()

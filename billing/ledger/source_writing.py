"""Payments and credits as programs and files write them: booked once, applied as said (I2, D21)."""

from collections import Counter, defaultdict

from marshmallow import ValidationError
from sqlalchemy import select

from billing.days import check_come
from billing.ledger.allocation import Allocation
from billing.ledger.allotting import allot
from billing.ledger.first_count import FirstCount
from billing.ledger.invoice import Invoice
from billing.ledger.share_shape import summed
from billing.people.customer import Customer
from billing.shape_numbers import minor
from billing.writing import Writing, after, at
from config.database import db
from config.languages import N_
from tenants import bulk

BOOKED = N_("This stands as it was booked. Void or reverse the record and enter it anew.")
NOTHING = N_("Enter an amount above zero.")


class Sources(Writing):
    """`facts` are the fields that stand once they are booked: first the amount, last the day."""

    facts = ()
    refers = {"customer_id": Customer}

    def __init__(self):
        super().__init__()
        self.shares = []  # Allocations that new ones lack yet

    def admit(self, source, fields):
        """The values in minor units, after what both kinds have in common."""
        values = minor(self.shape(), fields, after(source, fields, "currency"))
        amount = self.facts[0]
        if values.get(amount) == 0:
            raise ValidationError(NOTHING, amount)
        if is_new(source):
            check_come(values[self.facts[-1]], self.facts[-1])
        else:
            self.check_facts(source, values)
        return values

    def check_facts(self, source, values):
        """The same said again is no change."""
        for name in self.facts:
            if name in values and values[name] != getattr(source, name):
                raise ValidationError(BOOKED, name)

    def create(self, fields):
        fields, said = parted(fields)
        source = super().create(fields)
        try:
            wanted = summed(said or (), source.currency)
            with at("invoices"):
                self.first.draw(source, wanted)
        except ValidationError:
            db.session.expunge(source)
            raise
        self.shares += [(key, fields[self.key], amount) for key, amount in wanted.items()]
        return source

    def told(self, written):
        written, shares = super().told(written), self.shares
        self.shares = []
        bulk.insert(Allocation, ("invoice_id", self.key, "amount"), shares)
        return written

    def change(self, source, fields):
        if is_new(source):
            self.told(source)
        fields, said = parted(fields)
        wanted = None if said is None else summed(said, source.currency)
        if wanted is None or self.stays(source, fields, wanted):
            return super().change(source, fields)
        with db.session.begin_nested():  # where the second step is refused, neither is taken
            super().change(source, fields)
            with at("invoices"):
                allot(source, wanted)
        self.counted[getattr(source, self.key)] = wanted
        return source

    def stays(self, source, fields, wanted):
        """Whether it counts as it did: the same said again is no change."""
        state = fields.get("status", source.status)
        return wanted == self.counts(source) and state == source.status

    def counts(self, source):
        """What it counts towards, by invoice id; read once, for all that are being written."""
        if self.counted is None:
            own = getattr(Allocation, self.key)
            self.counted = defaultdict(Counter)
            for key, invoice_id, amount in db.session.execute(
                    select(own, Allocation.invoice_id, Allocation.amount).where(own.in_(self.ids))):
                self.counted[key][invoice_id] += amount
        return self.counted[getattr(source, self.key)]

    def hold_invoices(self, rows):
        """All that these rows may move, in the one order that everybody keeps."""
        self.ids, self.counted = [row[self.key] for row in rows], None
        now = db.session.scalars(
            select(Allocation.invoice_id).where(getattr(Allocation, self.key).in_(self.ids)))
        named = {each["invoice_id"] for row in rows for each in row.get("allocations") or ()}
        self.first = FirstCount(Invoice.locked({*named, *now}), self.known)


def is_new(source):
    return source.created_date is None


def parted(fields):
    """(the fields without what it counts towards, that; None where nothing is said of it)."""
    rest = dict(fields)
    return rest, rest.pop("allocations", None)

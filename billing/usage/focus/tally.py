"""What became of a file's rows."""

from dataclasses import dataclass, field

KEPT = 1000


@dataclass
class Share:
    """What the rows told of one tenant; a file has many rows, but few customers."""

    customers: set = field(default_factory=set)
    usages: int = 0


@dataclass
class Tally:
    """`refusals` are (row number, reason) of the first thousand."""

    read: int = 0
    stored: int = 0
    known: int = 0
    refused: int = 0
    refusals: list = field(default_factory=list)
    tenants: dict = field(default_factory=dict)

    def refuse(self, number, reason):
        self.refused += 1
        if len(self.refusals) < KEPT:
            self.refusals.append((number, reason))

    def count(self, tenant_id, charges, stored):
        self.stored += stored
        self.known += len(charges) - stored
        share = self.tenants.setdefault(tenant_id, Share())
        share.usages += len(charges)
        share.customers.update(charge.account.customer_id for charge in charges)

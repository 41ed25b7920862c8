"""What became of a FOCUS file's rows."""

from dataclasses import dataclass, field

from billing.imports import tally

KEPT = 1000


@dataclass
class Share:
    """What the rows told of one tenant; a file has many rows, but few customers."""

    customers: set = field(default_factory=set)
    usages: int = 0


@dataclass
class Tally(tally.Tally):
    """`refusals` are (row number, reason) of the first thousand."""

    refusals: list = field(default_factory=list)
    tenants: dict = field(default_factory=dict)

    def refuse(self, number, reason):
        super().refuse(number, reason)
        if len(self.refusals) < KEPT:
            self.refusals.append((number, reason))

    def count(self, tenant_id, charges, stored):
        self.stored += stored
        self.known += len(charges) - stored
        share = self.tenants.setdefault(tenant_id, Share())
        share.usages += len(charges)
        share.customers.update(charge.account.customer_id for charge in charges)

    def told(self):
        shares = {key: [sorted(each.customers), each.usages]
                  for key, each in self.tenants.items()}
        return {**vars(self), "tenants": shares}

    def recall(self, told):
        super().recall(told)
        self.tenants = {int(key): Share(set(customers), usages)
                        for key, (customers, usages) in told["tenants"].items()}

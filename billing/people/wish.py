"""Which customers the list shows: what is searched for, filters, and the order (A1)."""

from dataclasses import dataclass

from sqlalchemy import and_, false

from billing.people.customer import STATES, Customer
from billing.people.customer_word import customers_with, words
from billing.people.portal_status import STATUS

PORTAL = tuple(STATUS)
SORTS = {"name": Customer.name, "customer_id": Customer.customer_id}
KEYS = ("q", "portal", "status", "parent")


@dataclass(frozen=True)
class Wish:
    """What an address asks for; what it does not know is as if it were not there."""

    q: str = ""
    portal: str = ""
    status: str = ""
    parent: str = ""
    sort: str = "name"

    @classmethod
    def of(cls, sent):
        """From a query or a form; raises ValueError for what no database can hold."""
        said = {key: sent.get(key, "").strip() for key in (*KEYS, "sort")}
        if any("\0" in text for text in said.values()):
            raise ValueError("NUL")
        said["portal"] = said["portal"] if said["portal"] in PORTAL else ""
        said["status"] = said["status"] if said["status"] in STATES else ""
        said["sort"] = said["sort"] if said["sort"].removeprefix("-") in SORTS else "name"
        return cls(**said)

    @property
    def fields(self):
        """What narrows the list, as [(name, value)]."""
        return [(key, getattr(self, key)) for key in KEYS if getattr(self, key)]

    @property
    def backwards(self):
        return self.sort.startswith("-")

    @property
    def column(self):
        return SORTS[self.sort.removeprefix("-")]

    def narrowed(self, query):
        """The query of customers, held to those that are wished for."""
        conditions = [
            self.q and matching(self.q),
            self.portal and STATUS[self.portal](),
            self.status and Customer.status == self.status,
            self.parent and Customer.parent_customer == self.parent,
        ]
        return query.where(*(each for each in conditions if each is not None and each != ""))


def matching(q):
    """By how words of the name and id begin, or of a contact's name, address or city, and by what
    stands within those of names and ids; all of them.

    What has no letter and no digit finds nobody.
    """
    found = words(q)
    parts = (Customer.customer_id.in_(customers_with(word)) for word in found)
    return and_(*parts) if found else false()

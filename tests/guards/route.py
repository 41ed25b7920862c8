"""A line of the guard's table: who may use a page, and what its address and form name."""

import string
import uuid
from dataclasses import dataclass, field

PEOPLE = frozenset({"jane", "bruno"})
STAFF = frozenset({"stan", "vera"})
PROGRAM = frozenset({"program"})
OUTSIDERS = frozenset({"anonymous", "stranger"})
EVERYONE = PEOPLE | STAFF | PROGRAM | OUTSIDERS
SAFE = ("GET",)
NO_IDS = ("fresh", "balance")
NEW = "a new and rather long password"
CUSTOMER = (("customer_id", "{customer_id}"),)


@dataclass(frozen=True)
class Route:
    """One method of one rule of app.url_map.

    `path` says with which of an owner's belongings a parameter is filled, by default that of its
    own name; `sent` is the query of a GET or the form of a POST, as (name, template). `own` is the
    status for who may with their own ids, `foreign` with a neighbour's; `but` are exceptions to
    both by identity. `bearer` marks pages whose address or form itself is the right to see them,
    `bulk` forms that name several records at once. `strict` is a call of programs that refuses what
    it is not asked by.
    """

    method: str
    rule: str
    who: frozenset = EVERYONE
    own: int = 200
    foreign: int = 404
    path: dict = field(default_factory=dict, hash=False)
    sent: tuple = ()
    but: dict = field(default_factory=dict, hash=False)
    bearer: bool = False
    bulk: bool = False
    strict: bool = False
    query: str = ""

    def __str__(self):
        return f"{self.name}{self.query}"

    @property
    def safe(self):
        return self.method in SAFE

    @property
    def name(self):
        return f"{self.method} {self.rule}"

    @property
    def parameters(self):
        """The rule's parameters, as (placeholder in the rule, template that fills it)."""
        marks = [part.split(">")[0] for part in self.rule.split("<")[1:]]
        names = [(mark, mark.rpartition(":")[2]) for mark in marks]
        return [(f"<{mark}>", self.path.get(name, f"{{{name}}}")) for mark, name in names]

    @property
    def slots(self):
        """What the address and the form name of an owner's belongings, each once."""
        templates = [template for _, template in (*self.parameters, *self.sent)]
        found = [name for each in templates for name in named(each)]
        return tuple(name for name in dict.fromkeys(found) if name not in NO_IDS)

    def address(self, ids):
        path = self.rule
        for mark, template in self.parameters:
            path = path.replace(mark, template.format_map(ids))
        return path + self.query

    def fields(self, *owners):
        """The query or form; with several owners each field that names one comes for each."""
        fresh = {"fresh": str(uuid.uuid4())}
        return [
            (name, template.format_map({**ids, **fresh}))
            for name, template in self.sent
            for ids in (owners if set(named(template)) - {"fresh"} else owners[:1])
        ]

    def bound(self, identity):
        """Whether who may use the page is held to one customer, or to the whole company."""
        return not self.bearer and identity in PEOPLE

    def refusal(self, identity):
        """What the door answers to who may not use the page at all."""
        if self.rule.startswith("/api/"):
            return 401
        return 403 if identity in STAFF and self.rule.startswith("/setup") else 302

    def status(self, identity, foreign):
        if identity not in self.who:
            return self.refusal(identity)
        return self.but.get(identity, self.foreign if foreign else self.own)


def named(template):
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]

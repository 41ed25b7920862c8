"""Walks routes as every identity with every neighbour's ids, and notes what should not be."""

import json
import uuid

from tests.guards.answer import Answer
from tests.guards.identities import BASE, FORBIDDEN, OTHER_TENANTS, csrf_token

TENANTS = ("sandbox", "initech")
OF_PROGRAMS, KEYED = "/api/", ("/pay", "/refund", "/void")
INJECTED = ("tenant_id", "customer_id", "contact_id", "export_id")


class Walk:
    """`count` is of calls, `triples` of (route, identity, neighbour); `faults` are sentences."""

    def __init__(self, app, belongings, identities):
        self.app, self.belongings, self.identities = app, belongings, identities
        self.client = app.test_client(use_cookies=False)
        self.token = csrf_token(app)
        self.count, self.triples, self.faults = 0, set(), []
        self.comparing, self.strange = True, {}

    def own(self, identity):
        return "bruno" if identity == "bruno" else "jane"

    def neighbours(self, identity):
        return (*TENANTS, "jane" if identity == "bruno" else "bruno")

    def knock(self, route, identity, ids, *more, extra=()):
        """The answer; `more` are owners whose ids the form names beside `ids`."""
        address, sent = route.address(ids), self.sent(route, route.fields(ids, *more), extra)
        self.count += 1
        headers = {**self.identities[identity], **sent.pop("headers", {})}
        response = self.client.open(
            address, method=route.method, base_url=BASE, headers=headers, **sent)
        said = {owner[slot] for owner in (ids, *more) for slot in route.slots}
        return Answer(response, address, said | {value for _, value in extra})

    def sent(self, route, fields, extra):
        """As a query, a form, or a program's JSON, where what is slipped in goes to the query."""
        if route.safe:
            return {"query_string": [*fields, *extra]}
        if route.rule.startswith(OF_PROGRAMS):
            key = {"Idempotency-Key": str(uuid.uuid4())} if route.rule.endswith(KEYED) else {}
            return {"json": {name: said(value) for name, value in fields}, "query_string": extra,
                    "headers": key}
        return {"data": dict_of([("csrf_token", self.token), *fields, *extra])}

    def note(self, route, identity, neighbour, words):
        self.faults.append(f"{route.name} as {identity}, ids of {neighbour}: {words}")

    def look(self, route, identity, neighbour, answer, expected, words=None):
        """Note a wrong status, a neighbour's text, a header that is missing."""
        self.triples.add((route.name, identity, neighbour))
        if answer.status != expected:
            self.note(route, identity, neighbour, f"{answer.status} instead of {expected}")
        for word in answer.holds(FORBIDDEN[identity] if words is None else words):
            self.note(route, identity, neighbour, f"the answer holds “{word}”")
        for name in answer.unprotected():
            self.note(route, identity, neighbour, f"not protected by {name}")

    def abroad(self, route, identity, neighbour):
        """With ids of a neighbour: all of them, each of several alone, and beside own ones."""
        mine, theirs = self.belongings[self.own(identity)], self.belongings[neighbour]
        legitimate = neighbour not in TENANTS and not route.bound(identity)
        for ids, nobodys, others in variants(route, mine, theirs, self.belongings["nobody"]):
            allowed = legitimate and (ids == theirs or others)
            if allowed and not route.safe:
                continue
            answer = self.knock(route, identity, ids, *others)
            words = OTHER_TENANTS if allowed else None
            expected = route.status(identity, not allowed)
            self.look(route, identity, neighbour, answer, expected, words)
            if self.comparing and not allowed:
                self.compare(route, identity, neighbour, answer, nobodys, others)

    def compare(self, route, identity, neighbour, answer, nobodys, others):
        """A neighbour's id is answered as one that nobody has."""
        if answer.same != self.strangers(route, identity, nobodys, bool(others)):
            self.note(route, identity, neighbour, "differs from the answer to an id of nobody")

    def strangers(self, route, identity, nobodys, beside):
        """The answer to ids of nobody; one question for all neighbours that are compared to it."""
        asked = route, identity, tuple(nobodys[slot] for slot in route.slots), beside
        if asked not in self.strange:
            nobody = (self.belongings["nobody"],) if beside else ()
            self.strange[asked] = self.knock(route, identity, nobodys, *nobody).same
        return self.strange[asked]

    def inject(self, route, identity):
        """With ids of their own, where a page takes some, and neighbours' slipped in beside."""
        taken = {name for name, _ in route.sent}
        extra = [(name, self.belongings[neighbour][name]) for name in INJECTED if name not in taken
                 for neighbour in self.neighbours(identity)]
        mine = self.belongings[self.own(identity)]
        words, expected = OTHER_TENANTS if route.bearer else None, route.status(identity, False)
        calls = [(expected, extra)]
        if route.strict and identity in route.who:
            calls = [(expected, []), (422, extra)]
        for status, slipped in calls:
            answer = self.knock(route, identity, mine, extra=slipped)
            for neighbour in self.neighbours(identity):
                self.look(route, identity, neighbour, answer, status, words)


def variants(route, mine, theirs, nobodys):
    """(ids, the same of nobody, other owners) for each way to mix own ids with a neighbour's."""
    yield theirs, nobodys, ()
    if len(route.slots) > 1:
        for slot in route.slots:
            yield {**mine, slot: theirs[slot]}, {**mine, slot: nobodys[slot]}, ()
    if route.bulk:
        yield mine, mine, (theirs,)


def said(value):
    """A list or an object as such; anything else is a text."""
    return json.loads(value) if value[:1] in ("[", "{") else value


def dict_of(pairs):
    found = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found

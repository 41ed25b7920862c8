"""No byte of a neighbour: every route as every identity with every neighbour's ids (A1)."""

from itertools import product

import pytest

from tests.guards.rows import changed
from tests.guards.table import TABLE

pytestmark = pytest.mark.timeout(300)
READS = [route for route in TABLE if route.safe]
WRITES = [route for route in TABLE if not route.safe]
AUTOMATIC = {"HEAD", "OPTIONS"}


def told(faults):
    return "\n".join([f"{len(faults)} faults", *faults[:60]])


def test_every_route_is_in_the_table(one_app):
    routes = {
        f"{method} {rule.rule}"
        for rule in one_app.url_map.iter_rules()
        for method in rule.methods - AUTOMATIC
    }
    known = [route.name for route in TABLE]
    assert not routes - set(known), (
        "These routes are not in tests/guards/table.py, so nobody knows whom they let in: "
        f"{', '.join(sorted(routes - set(known)))}. Add a line for each."
    )
    assert not set(known) - routes, f"There is no such route: {sorted(set(known) - routes)}"
    assert len(known) == len(set(known)), "a route is in the table twice"


def read_all(walk, neighbours=None):
    """With the ids of all neighbours, or of those that are named."""
    for route, identity in product(READS, walk.identities):
        walk.inject(route, identity)
        for neighbour in neighbours or walk.neighbours(identity) if route.slots else ():
            walk.abroad(route, identity, neighbour)


def test_reading_shows_nothing_of_a_neighbour(walk, everything):
    before = everything()
    read_all(walk)
    assert not walk.faults, told(walk.faults)
    assert changed(before, everything()) == [], "reading changed rows"
    tell(walk, "reads")


def test_writing_with_a_neighbours_ids_changes_nothing(walk, everything):
    before = everything()
    for route, identity in product(WRITES, walk.identities):
        if not route.slots and identity in route.who:
            continue
        # Where nobody's id is asked for, all neighbours' come to the same.
        for neighbour in walk.neighbours(identity)[: None if route.slots else 1]:
            walk.abroad(route, identity, neighbour)
            for whose in changed(before, everything()):
                walk.note(route, identity, neighbour, f"changed rows of {whose}")
                before = everything()
    assert not walk.faults, told(walk.faults)
    tell(walk, "refused writes")


def test_writing_ones_own_changes_no_neighbours_rows(walk, town, everything, kept):
    before = everything()
    for route in WRITES:
        for identity in sorted(route.who):
            mine = belongs_to(town, walk.own(identity))
            walk.inject(route, identity)
            after = everything()
            for whose in changed(before, after, mine):
                walk.note(route, identity, "all neighbours", f"changed rows of {whose}")
            if after != before:
                kept.put_back()
    assert changed(before, everything()) == []
    assert not walk.faults, told(walk.faults)
    tell(walk, "own writes")


def belongs_to(town, owner):
    acme = town.cast.acme
    customers = ("C-1002",) if owner == "bruno" else ("C-1001", "C-1003")
    return [(acme, ""), *((acme, customer) for customer in customers)]


def tell(walk, part):
    """For whoever runs it with -s: how much was walked."""
    print(f"\n{part}: {walk.count} calls for {len(walk.triples)} of"
          f" routes × identities × neighbours")

"""A tab that is off answers 404 on every address below it, and only then (P3)."""

import pytest
from sqlalchemy import select

from billing.tables.export import Export
from billing.tables.tabs import TABS
from config.database import db
from tests.guards.belongings import furnish
from tests.guards.portal import PORTAL
from tests.guards.route import PEOPLE, Route

PAYING = ("/portal/payments/new", "/portal/payments/review", "/portal/payments/attempts/")
WITH = {"invoices": ("usages",)}  # the usage behind a line stands below one and is of the other
EXPORT = "/portal/exports/<uuid:export_id>"


def below(key):
    """The guard's routes under the tab's address, which are all there are; paying is no tab."""
    own = TABS[key].address
    return [
        route for route in PORTAL
        if route.rule == own or route.rule.startswith((f"{own}/", f"{own}."))
        if not route.rule.startswith(PAYING)
    ]


def beside(key):
    """What serves every tab, asked for this one."""
    named = {"key": key}
    return [
        Route("GET", "/portal/filter/<key>", PEOPLE, path=named),
        Route("GET", "/portal/columns/<key>", PEOPLE, path=named),
        Route("POST", "/portal/columns/<key>", PEOPLE, own=302, path=named),
        Route("POST", "/portal/exports", PEOPLE, own=302, query=f"?table={key}"),
        Route("GET", EXPORT, PEOPLE),
        Route("GET", f"{EXPORT}/file", PEOPLE, own=302),
        Route("POST", f"{EXPORT}/retry", PEOPLE, own=302),
    ]


@pytest.fixture
def ids(cast):
    return furnish(cast)["jane"]


def of_tab(cast, key):
    """The export that the cast has made, as one of this tab."""
    with cast.within():
        made = db.session.scalars(select(Export).filter_by(portal_user_id=cast.jane)).one()
        made.table_key = key
        db.session.commit()


def statuses(visitor, routes, ids):
    found = {}
    for route in routes:
        ask = visitor.get if route.safe else visitor.post
        fields = route.fields(ids)
        more = {"query_string": fields} if route.safe and fields else {}
        given = () if route.safe else (dict(fields),)
        found[route.name] = ask(route.address(ids), *given, **more).status_code
    return found


@pytest.mark.parametrize("key", TABS)
def test_every_address_below_a_tab(cast, jane, ids, key):
    routes = below(key) + beside(key)
    of_tab(cast, key)
    others = [each for each in TABS if each != key]
    cast.show(*others)
    assert set(statuses(jane, routes, ids).values()) == {404}
    assert not leading_to(key, jane, ids, [route for other in others for route in below(other)])
    cast.show(key, *WITH.get(key, ()))
    assert statuses(jane, routes, ids) == {route.name: route.own for route in routes}


def leading_to(key, visitor, ids, routes):
    """Pages of other tabs with a link to one that is off; paying is none."""
    pages = [each for each in routes if each.safe and each.own == 200
             and not each.rule.endswith((".pdf", ".zip"))]
    return [
        each.name for each in pages
        if f'href="{TABS[key].address}' in visitor.get(
            each.address(ids), query_string=each.fields(ids)
        ).text.replace('href="/portal/payments/new', "")
    ]


def test_each_tab_has_a_list_and_records():
    assert not [key for key in TABS if len(below(key)) < 2]

"""The list of staff in pages, and searched (S12)."""

import re

import pytest

from config.database import db
from tenants.staff import Staff
from tests.setup.pages import text

STAFF = "/setup/staff"


@pytest.fixture
def many(cast):
    """Sixty more, two of each name, every third deactivated."""
    with cast.within():
        role = db.session.get(Staff, (cast.acme, cast.vera)).role_id
        for n in range(60):
            db.session.add(Staff(email=f"p{n}@acme.example", name=f"Person {n // 2:02} P",
                                 role_id=role, active=n % 3 > 0))
        db.session.commit()


def people(page):
    return re.findall(r'href="/setup/staff/(\d+)"', page)


def walked(visitor, way, address=STAFF):
    """The people of all pages from there on, page by page."""
    pages = []
    while address:
        page = text(visitor.get(address))
        pages.append(people(page))
        beside = re.search(rf'rel="{way}" href="([^"]+)"', page)
        address = beside and STAFF + beside[1]
    return pages


def test_every_page_holds_others_and_the_way_back_is_the_same(stan, many):
    pages = walked(stan, "next")
    ids = [each for page in pages for each in page]
    assert [len(page) for page in pages[:-1]] == [25] * (len(pages) - 1) and len(pages) > 2
    assert len(ids) == len(set(ids)) >= 62
    back = walked(stan, "prev", f"{STAFF}?before={pages[-1][0]}")
    assert back == pages[-2::-1]


def test_who_is_active_stands_first_by_name(stan, cast, many):
    pages = walked(stan, "next")
    with cast.within():
        rows = {str(one.staff_id): one for one in db.session.scalars(db.select(Staff))}
    order = [(not rows[each].active, rows[each].name.lower(), int(each))
             for page in pages for each in page]
    assert order == sorted(order)


@pytest.mark.parametrize(("q", "count"), [
    ("person 07", 2), ("P1@ACME", 1), ("%", 0), ("nobody of this name", 0), ("%41@acme", 0)])
def test_search_looks_at_names_and_addresses(stan, many, q, count):
    page = text(stan.get(STAFF, query_string={"q": q}))
    assert len(people(page)) == count
    assert (f"Nothing found for “{q}”" in page) == (count == 0)


def test_a_search_goes_on_to_its_next_page(stan, many):
    page = text(stan.get(f"{STAFF}?q=person"))
    assert "60 people" in page
    pages = walked(stan, "next", f"{STAFF}?q=person")
    assert [len(each) for each in pages] == [25, 25, 10]


@pytest.mark.parametrize("query", ["after=x", "after=0", "before=99999999999999999999", "q=%00",
                                   "after=9007199254740993"])
def test_a_place_that_is_none(stan, query):
    assert stan.get(f"{STAFF}?{query}").status_code == 404


def test_no_neighbour_is_listed_nor_a_place(stan, cast):
    with cast.within(cast.initech):
        theirs = db.session.scalars(db.select(Staff)).first()
        place, name = theirs.staff_id, theirs.name
    assert stan.get(f"{STAFF}?after={place}").status_code == 404
    assert people(text(stan.get(STAFF, query_string={"q": name}))) == []

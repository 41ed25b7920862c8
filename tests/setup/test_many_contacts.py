"""A customer's contacts come in pages and are searched, however many they are (A9)."""

import re

from sqlalchemy import insert

from billing.people.contact import Contact
from config.database import db
from tests.setup.pages import change_customer, text
from tests.statements import counted, known_tenant

ATLAS = "/setup/customers/C-1001"


def enter(cast, count):
    with cast.within():
        db.session.execute(insert(Contact), [
            {"tenant_id": cast.acme, "contact_id": f"CT-M{n:03}", "customer_id": "C-1001",
             "display_name": f"Many {n:03}", "email": f"m{n:03}@atlas.example"}
            for n in range(count)])
        db.session.commit()


def listed(page):
    return re.findall(r"<bdi>(Many \d+|Jane Miller|Tom Reed)</bdi></b>", page)


def way(page, rel):
    return ATLAS + re.search(rf'rel="{rel}" href="([^"#]+)#more"', page)[1]


def test_pages_follow_each_other_and_lead_back(cast, stan):
    enter(cast, 60)
    first = text(stan.get(ATLAS))
    second = text(stan.get(way(first, "next")))
    third = text(stan.get(way(second, "next")))
    pages = [listed(page) for page in (first, second, third)]
    assert [len(each) for each in pages] == [25, 25, 12]
    assert sum(pages, []) == ["Jane Miller", *(f"Many {n:03}" for n in range(60)), "Tom Reed"]
    assert listed(text(stan.get(way(third, "prev")))) == pages[1]
    assert stan.get(f"{ATLAS}?after=xyz").status_code == 404


def test_a_contact_is_found_by_name_address_and_id(cast, stan):
    assert 'aria-label="Search contacts"' not in text(stan.get(ATLAS))
    enter(cast, 30)
    for q, found in (("ny 017", "Many 017"), ("M018@", "Many 018"), ("ct-m019", "Many 019")):
        assert listed(text(stan.get(ATLAS, query_string={"q": q}))) == [found]
    assert "Nothing found for “%”" in text(stan.get(f"{ATLAS}?q=%25"))
    assert stan.get(f"{ATLAS}?q=%00").status_code == 404


def test_the_form_offers_few_and_always_who_gets_the_bills(cast, stan):
    enter(cast, 30)
    change_customer(cast, "C-1001", billing_contact_id="CT-M029")
    page = text(stan.get(f"{ATLAS}/edit"))
    assert page.count('<option value="CT-') == 25
    assert '<option selected value="CT-M029">' in page
    assert "search for the person under Contacts" in page


def test_neither_page_reads_all_of_them(cast, stan, monkeypatch):
    def cost():
        return [counted(lambda place=place: text(stan.get(place)))
                for place in ("/setup/customers", ATLAS)]

    with known_tenant(monkeypatch):
        cost()
        few, size = cost(), len(text(stan.get("/setup/customers")))
        enter(cast, 200)
        assert cost() == few and len(text(stan.get("/setup/customers"))) == size
        assert text(stan.get(ATLAS)).count("<bdi>Many") == 24

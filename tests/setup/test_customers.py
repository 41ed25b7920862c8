"""“Customer Accounts” and a customer's page (A1, A8, A9)."""

from datetime import date, timedelta

from sqlalchemy import select, update

from billing.ledger.payment import Payment
from billing.people import access
from billing.people.contact import Contact
from billing.people.customer import Customer
from config import clock
from config.database import db
from tests.cast import customer
from tests.statements import counted, known_tenant


def text(answer):
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def row(page, customer_id):
    """The table row of a customer."""
    link = f'href="/setup/customers/{customer_id}"'
    return next(part for part in page.split("<tr>") if link in part)


def test_the_list_tells_who_owes_what_and_who_gets_in(stan):
    page = text(stan.get("/setup/customers"))
    atlas, delta = row(page, "C-1001"), row(page, "C-1004")
    assert "Jane Miller" in atlas and "jane@atlas.example" in atlas
    assert "$475.00" in atlas and ">Enabled<" in atlas
    assert "Dora Hill" in delta and ">Not invited<" in delta
    assert "6 customers" in page


def test_no_neighbour_is_listed(stan):
    page = text(stan.get("/setup/customers"))
    assert "CANARY-initech" not in page and "CANARY-sandbox" not in page


def test_search_by_name_id_and_address(stan):
    for q, found in [("delta no", "C-1005"), ("c-1003", "C-1003"), ("tom@atlas", "C-1001")]:
        page = text(stan.get(f"/setup/customers?q={q}"))
        assert page.count('name="customer_id"') == 1
        assert f'value="{found}"' in page


def test_search_takes_signs_as_they_are(stan):
    assert "Nothing found for “%”" in text(stan.get("/setup/customers?q=%25"))
    assert stan.get("/setup/customers?q=%00").status_code == 404


def many(cast, count):
    with cast.within():
        for n in range(count):
            customer(f"M-{n:03}", f"Many {n:03}", f"MC-{n:03}", "Max Moritz")
        db.session.commit()


def names(page):
    return [part.split('"')[0] for part in page.split('name="customer_id" value="')[1:]]


def test_pages_follow_each_other_and_lead_back(cast, stan):
    many(cast, 30)
    first = text(stan.get("/setup/customers?q=Many"))
    address = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = text(stan.get(f"/setup/customers{address}"))
    assert len(names(first)) == 25 and len(names(second)) == 5
    assert set(names(first)).isdisjoint(names(second))
    assert "26–30" in second and "30 customers" in second
    back = second.split('rel="prev" href="')[1].split('"')[0].replace("&amp;", "&")
    assert names(text(stan.get(f"/setup/customers{back}"))) == names(first)


def test_a_made_up_cursor_is_no_page(stan):
    assert stan.get("/setup/customers?after=xyz").status_code == 404


def test_the_list_costs_the_same_for_one_row_and_for_25(cast, stan, monkeypatch):
    many(cast, 30)
    with known_tenant(monkeypatch):
        text(stan.get("/setup/customers"))
        few, full = (counted(lambda q=q: text(stan.get(f"/setup/customers?q={q}")))
                     for q in ("Many 001", "Many"))
    assert few == full <= 8


def test_expired_stands_beside_pending(cast, stan):
    with cast.within():
        link = access.invite(db.session.scalar(select(Contact).where(Contact.contact_id == "CT-4")))
        link.mint()
        db.session.commit()
    assert "expired" not in row(text(stan.get("/setup/customers")), "C-1004")
    with cast.within():
        link = db.session.merge(link)
        link.expires_at = clock.now() - timedelta(seconds=1)
        db.session.commit()
    pending = row(text(stan.get("/setup/customers")), "C-1004")
    assert ">Pending<" in pending and "expired" in pending
    assert "expired" in text(stan.get("/setup/customers/C-1004"))


def test_a_closed_gate_shows_disabled(cast, stan):
    with cast.within():
        db.session.execute(
            update(Customer).where(Customer.customer_id == "C-1001").values(portal_enabled=False)
        )
        db.session.commit()
    assert ">Disabled<" in row(text(stan.get("/setup/customers")), "C-1001")


def test_who_may_not_use_the_portal_is_shown_as_shut_out(cast, stan):
    with cast.within():
        db.session.execute(
            update(Contact).where(Contact.contact_id == "CT-1").values(portal_allowed=False))
        db.session.commit()
    page = text(stan.get("/setup/customers/C-1001"))
    assert page.count(">Disabled<") == 2 and "may not use the portal" in page
    assert ">Disabled<" in row(text(stan.get("/setup/customers")), "C-1001")


def test_a_customer_page_shows_people_and_records(stan):
    page = text(stan.get("/setup/customers/C-1001"))
    for shown in ("Atlas Orion", "Tom Reed", "Billing contact", "INV-2", "PAY-1", "CR-1",
                  "of it past due $300.00"):
        assert shown in page
    assert "CANARY" not in page


def test_what_is_processing_is_told_beside_the_balance(cast, stan):
    page = "/setup/customers/C-1001"
    assert "processing" not in text(stan.get(page))
    with cast.within():
        for key, currency in (("P-8", "EUR"), ("P-9", "EUR")):
            db.session.add(Payment(
                payment_id=key, customer_id="C-1001", payment_date=date(2026, 1, 2),
                payment_amount=1250, currency=currency, status="Processing",
                payment_type="Electronic"))
        db.session.commit()
    assert "€25.00 processing" in text(stan.get(page))


def test_parent_and_children_lead_to_each_other(stan):
    parent = text(stan.get("/setup/customers/C-1004"))
    assert 'href="/setup/customers/C-1005"' in parent and "Delta South" in parent
    assert 'href="/setup/customers/C-1004"' in text(stan.get("/setup/customers/C-1005"))


def test_unknown_and_foreign_customers_look_the_same(stan):
    assert stan.get("/setup/customers/C-7001").status_code == 404
    assert stan.get("/setup/customers/C-9999").status_code == 404

"""The list is searched by words, kept by the database and found by an index (A1)."""

import threading

import pytest
from sqlalchemy import select, text

from billing.people import roster
from billing.people.contact import Contact
from billing.people.customer import Customer
from billing.people.customer_word import CustomerWord
from billing.people.wish import Wish
from config.database import db
from tenants import bulk
from tests.cast import contact, customer


def found(q):
    return {one.customer_id for one in roster.page(Wish(q=q)).customers}


@pytest.mark.parametrize("q", [
    "nordlicht", "NORDL", "licht-werke", "gmbh nord", "Ågot", "ågot@nord", "x-77", "77 lofo",
    "Lofoten", "agot nordlicht", "ordlicht", "DLI", "lofo ordlic", "ågo erk", "ord.example",
])
def test_words_are_found_by_how_they_begin_and_within(cast, q):
    with cast.within():
        customer("X-77", "Nordlicht Licht-Werke GmbH", "XC-77", "Ågot Lie")
        contact("XC-78", "X-77", "Agot Moe", email="ågot@nord.example", city="Lofoten")
        db.session.commit()
        assert found(q) == {"X-77"}


@pytest.mark.parametrize("q", [
    "ordlift", "nord atlas", "xample", "lichtnord", "rd", "%", "_", "\\", "' or 9=9", "🙂", "~"])
def test_what_no_word_holds_is_not_found(cast, q):
    with cast.within():
        customer("X-77", "Nordlicht", "XC-77", "Ann Lie")
        db.session.commit()
        assert found(q) == set()


@pytest.mark.parametrize(("name", "q"), [
    ("東京電力株式会社", "電力"), ("한빛소프트웨어", "소프트"), ("บริษัทสยาม", "สยาม"),
])
def test_scripts_without_spaces_are_found_within(cast, name, q):
    with cast.within():
        customer("X-77", name, "XC-77", "Ann Lie")
        db.session.commit()
        assert found(q) == found(name) == {"X-77"}


def test_words_follow_what_is_changed_and_deleted(cast):
    with cast.within():
        db.session.get(Customer, (cast.acme, "C-1001")).name = "Helios"
        db.session.get(Contact, (cast.acme, "CT-9")).email = "t@helios.example"
        db.session.commit()
        assert found("reed helios") == found("lios") == {"C-1001"}
        assert not {"C-1001"} & (found("orion") | found("rion"))
        db.session.delete(db.session.get(Contact, (cast.acme, "CT-9")))
        db.session.commit()
        assert found("reed") == set()


def test_many_at_once_are_found(cast):
    names = ["customer_id", "name", "currency", "delivery_preferences"]
    with cast.within():
        bulk.insert(Customer, names, ((f"B-{n}", f"Batch {n}", "USD", "{}") for n in range(40)))
        db.session.commit()
        assert found("batch 17") == {"B-17"}


def test_two_who_rename_at_once_leave_no_word_behind(cast):
    start = threading.Barrier(2)

    def rename(contact_id, name):
        with cast.within():
            db.session.get(Contact, (cast.acme, contact_id)).display_name = name
            start.wait()
            db.session.commit()

    threads = [threading.Thread(target=rename, args=pair)
               for pair in (("CT-1", "Ada Stone"), ("CT-9", "Bea Wood"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with cast.within():
        words = set(db.session.scalars(select(CustomerWord.word).where(
            CustomerWord.customer_id == "C-1001")))
    whole = {word for word in words if "~" not in word}
    assert whole == {"atlas", "orion", "c", "1001", "ada", "stone", "bea", "wood", "jane", "tom",
                     "example"}
    assert {"~one", "~ood"} <= words and not {"~iller", "~eed"} & words


def test_the_index_serves_the_search_under_row_level_security(cast):
    """By pattern it would not: PostgreSQL lets only what leaks nothing go before the policy."""
    with cast.within():
        query = Wish(q="nord").narrowed(select(Customer.customer_id))
        written = query.compile(db.engine, compile_kwargs={"literal_binds": True})
        db.session.execute(text("set local enable_seqscan = off"))
        plan = "\n".join(db.session.scalars(text(f"explain {written}".replace(":", "\\:"))))
    conditions = [line for line in plan.splitlines() if "Index Cond" in line]
    for begin in ("nord", "~nord"):
        assert any(f"(word >= '{begin}'" in line for line in conditions), plan


def test_the_words_of_a_neighbour_are_not_read(cast):
    with cast.within():
        customer("X-77", "Nordlicht", "XC-77", "Ann Lie")
        db.session.commit()
    with cast.within(cast.initech):
        assert found("nordlicht") == set()
        assert not db.session.scalars(select(CustomerWord.word).where(
            CustomerWord.word == "nordlicht")).all()

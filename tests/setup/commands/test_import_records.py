"""bin/portico import customers and so on: what is stored, what is refused, how it goes on."""

import csv
import json
import time
from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from billing.ledger import noticing
from billing.ledger.invoice import Invoice
from billing.people.contact import Contact
from billing.people.customer import Customer
from config import clock
from config.database import db
from config.settings import ROOT
from setup.commands import portico
from tenants import site
from tenants.profile import CompanyProfile
from tests.workers.program import Program

HEAD = "customer_id,name,currency,delivery_preferences.email,custom_fields.region,balances\n"
GOOD = 'I-1,One,USD,no,north,\nI-2,"Two, and more",EUR,,,[]\n'
BAD = 'I 3,Three,USD,,,\nI-4,Four,USX,maybe,,\nI-5,Five,USD\n'


@pytest.fixture
def run(app, cast, app_of, tmp_path):
    def run(kind, content, *more, name="some.csv"):
        (tmp_path / name).write_text(content, encoding="utf-8")
        return CliRunner().invoke(
            portico, ["import", kind, str(tmp_path / name), "--tenant", "acme", *more],
            obj=app_of)

    return run


def figures(done):
    assert done.exit_code == 0, done.output
    return done.stdout.splitlines()[0]


def test_customers_by_csv(run, cast, tmp_path):
    told = figures(run("customers", HEAD + GOOD))
    assert told == "2 rows read: 2 new, 0 known already, 0 refused."
    with cast.within():
        one = db.session.scalar(select(Customer).where(Customer.customer_id == "I-1"))
        assert (one.name, one.mail_wanted, one.custom_fields) == ("One", False, {"region": "north"})
        assert one.created_by == "import"
    assert [each.name for each in tmp_path.iterdir()] == ["some.csv"]  # nothing is left lying


def test_what_was_taken_is_known_and_follows_the_file(run, cast):
    run("customer", HEAD + GOOD)
    told = figures(run("customers", HEAD.replace(",", ";") + "I-1;Uno;USD;yes;south;\n"))
    assert told == "1 rows read: 0 new, 1 known already, 0 refused."
    with cast.within():
        one = db.session.scalar(select(Customer).where(Customer.customer_id == "I-1"))
        assert (one.name, one.mail_wanted, one.custom_fields) == ("Uno", True, {"region": "south"})


def test_refused_rows_lie_in_a_file_with_their_reasons(run, tmp_path):
    told = figures(run("customers", HEAD + BAD + GOOD))
    assert told.endswith("2 new, 0 known already, 3 refused.")
    with open(tmp_path / "some.csv.errors.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(each["row"], each["customer_id"]) for each in rows] == [
        ("2", "I 3"), ("3", "I-4"), ("4", "I-5")]
    assert "customer_id: Use letters" in rows[0]["reason"]
    assert "currency: " in rows[1]["reason"] and "delivery_preferences.email: " in rows[1]["reason"]
    assert rows[2]["reason"] == "has 3 fields instead of 6"


def test_an_error_file_is_mended_and_taken(run, tmp_path):
    run("customers", HEAD + BAD)
    mended = (tmp_path / "some.csv.errors.csv").read_text().replace("I 3", "I-3")
    told = figures(run("customers", mended, name="mended.csv"))
    assert told == "3 rows read: 1 new, 0 known already, 2 refused."


def test_json_lines(run, cast, tmp_path):
    lines = ['{"contact_id": "I-C1", "customer_id": "C-1001", "display_name": "Ida"}',
             '{"contact_id": "I-C2", "customer_id": "nobody", "display_name": "Ned"}', "[]", "{"]
    done = run("contacts", "\n".join(lines), name="some.jsonl")
    assert figures(done) == "4 rows read: 1 new, 0 known already, 3 refused."
    said = [json.loads(line) for line in (tmp_path / "some.jsonl.errors.jsonl").open()]
    assert said[0]["record"]["contact_id"] == "I-C2" and said[0]["row"] == 2
    assert [each["reason"] for each in said] == [
        "customer_id: The company has no record of this ID.", "is not an object", "is not JSON"]
    with cast.within():
        assert db.session.scalar(select(Contact.display_name).where(
            Contact.contact_id == "I-C1")) == "Ida"


INVOICES = """\
invoice_id,customer_id,invoice_date,due_date,status,balance,lines.product_name,lines.amount
I-1,C-1001,2026-01-05,2026-02-05,Posted,30.00,Hosting,20.00
I-1,,,,,,Support,10.00
I-2,C-1001,2026-01-06,2026-02-06,Posted,,Hosting,x
I-3,C-1001,2026-01-07,2026-02-07,Draft,,Hosting,7.00
"""
PAYMENTS = """\
payment_id,customer_id,payment_date,payment_amount,currency,invoices.invoice_id,invoices.amount
P-1,C-1001,2026-01-09,40,USD,I-1,25.00
P-1,C-1001,2026-01-09,40,USD,I-1,1.00
P-2,C-1001,2026-01-09,5,USD,I-1,5.00
"""
REST = {
    "credits": "credit_id,customer_id,credit_date,credit_amount,currency\n"
               "X-1,C-1001,2026-01-01,5,USD\n",
    "usages": "usage_id,customer_id,date,quantity\nX-1,C-1001,2026-01-01,0.125\n",
    "usage_event": "event_id,customer_id,event_type,occurred_at,properties.host,properties\n"
                   "X-1,C-1001,call,2026-01-01T10:00:00Z,a,\n",
    "subscriptions": "subscription_id,customer_id,service_start_date,lines\n"
                     "X-1,C-1001,2026-01-01,\"[{\"\"subscription_line_id\"\": \"\"1\"\"}]\"\n",
}


def test_invoices_with_lines_and_what_paid_them(run, cast):
    told = figures(run("invoices", INVOICES))
    assert told == "3 rows read: 2 new, 0 known already, 1 refused."
    told = figures(run("payments", PAYMENTS, name="payments.csv"))
    assert told == "2 rows read: 1 new, 0 known already, 1 refused."
    with cast.within():
        one = db.session.scalar(select(Invoice).where(Invoice.invoice_id == "I-1"))
        assert [(each.product_name, each.amount) for each in one.lines] == [
            ("Hosting", 2000), ("Support", 1000)]
        assert (one.status, one.balance) == ("Partially Paid", 400)


@pytest.mark.parametrize("more, mailed", [((), 1), (["--no-mail"], 0)])
def test_new_invoices_are_mailed_if_nobody_else_does(run, cast, more, mailed):
    today = clock.today("America/New_York")
    head = "invoice_id,customer_id,invoice_date,due_date,status,subtotal\n"
    old = today - timedelta(days=9)
    figures(run("invoices", f"{head}I-7,C-1001,{today},{today},Posted,5.00\n"
                            f"I-8,C-1001,{old},{today},Posted,5.00\n", *more))
    with cast.within():
        new = [each.invoice_id for piece in noticing.posted(today) for each in piece]
        assert (new.count("I-7"), new.count("I-8")) == (mailed, 0)


@pytest.mark.parametrize("kind", REST)
def test_every_other_record(run, kind):
    assert figures(run(kind, REST[kind])) == "1 rows read: 1 new, 0 known already, 0 refused."
    assert figures(run(kind, REST[kind])) == "1 rows read: 0 new, 1 known already, 0 refused."


def test_reasons_are_told_in_english_wherever_the_company_is(run, cast, tmp_path):
    with cast.within():
        db.session.scalar(select(CompanyProfile)).language = "de"
        db.session.commit()
        site.forget()
    head = "contact_id,customer_id,display_name,email\n"
    assert figures(run("contacts", f"{head}I-1,C-1001,Ida,ida@\n")).endswith("1 refused.")
    told = (tmp_path / "some.csv.errors.csv").read_text()
    assert "The e-mail address of 'ida@' is not valid." in told


def test_what_the_handbook_shows_is_taken(run):
    example = (ROOT / "docs" / "import.md").read_text().split("```")[3].strip("\n")
    assert example.startswith("invoice_id,")
    assert figures(run("invoices", example)).startswith("1 rows read: 1 new")


@pytest.mark.parametrize("content, message", [
    ("name,currency\n", "has no column customer_id"),
    ("customer_id,nam\n", "has a column “nam”; known are "),
    ("customer_id,name.first\n", "name has no parts"),
    ("customer_id,name,name\n", "names a column twice"),
])
def test_a_header_that_cannot_be_is_told(run, content, message):
    done = run("customers", content)
    assert done.exit_code == 1 and message in done.stderr


def test_other_faults_are_told(run):
    assert "There is no tenant “nosuch”" in run("customers", HEAD, "--tenant", "nosuch").stderr
    assert "Say with --format" in run("customers", HEAD, name="some.txt").stderr


def test_a_killed_import_goes_on_where_it_stopped(cast, migrated, tmp_path):
    many, position = tmp_path / "many.csv", tmp_path / "many.csv.errors.csv.position"
    rows = (f"K-{n},Killed {n},{'USD' if n % 1000 else '?'}\n" for n in range(1, 5001))
    many.write_text("customer_id,name,currency\n" + "".join(rows))
    words = ("import", "customers", str(many), "--tenant", "acme")
    with Program(migrated, *words) as program:
        deadline = time.monotonic() + 60
        while not position.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        program.kill()
    stopped = json.loads(position.read_text())
    assert 0 < stopped["row"] < 5001
    with Program(migrated, *words) as program:
        assert program.popen.wait(60) == 0
        program.log.seek(0)
        assert f"Goes on after row {stopped['row']:,}." in program.log.read()
    with open(tmp_path / "many.csv.errors.csv", newline="") as file:
        told = [row[0] for row in csv.reader(file)]
    assert told == ["row", "1001", "2001", "3001", "4001", "5001"]
    with cast.within():
        assert db.session.scalar(select(func.count()).select_from(Customer).where(
            Customer.customer_id.startswith("K-"))) == 4995
    assert not position.exists()

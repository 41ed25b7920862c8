"""Whatever text a record holds, a page tells it as text: nothing of it becomes markup."""

import json
from html.parser import HTMLParser

import pytest
from psycopg import Error

from billing.tables.tabs import TABS
from tenants import site
from tests.guards.table import TABLE

EVIL = "'\"><img src=x onerror=evil()><a href=javascript:evil()>%(x)s{{7*7}}</script>"
TEXTS = """
select c.table_name, c.column_name
  from information_schema.columns c join pg_class k on k.relname = c.table_name and k.relkind = 'r'
 where c.table_schema = 'public' and c.is_generated = 'NEVER'
   and c.data_type in ('text', 'character varying')
   and exists (select from information_schema.columns t
                where t.table_name = c.table_name and t.column_name = 'tenant_id')
"""
LEFT = {  # what would keep a page from being shown at all
    "language", "time_zone", "currency", "logo_key", "banner_key", "storage_key", "password_hash",
    "subdomain", "accent_color", "email", "table_key", "last4", "expiry", "columns", "filter",
}


IDS = {"invoice_id": "INV-2", "payment_id": "PAY-1", "credit_id": "CR-1", "usage_id": "U-1",
       "event_id": "E-1", "subscription_id": "SUB-1", "statement_id": "ST-1", "key": "invoices",
       "customer_id": "C-1001", "contact_id": "CT-1"}
PAGES = [route for route in TABLE if route.safe and route.own == 200
         and route.rule.startswith(("/portal", "/setup"))]


class Marks(HTMLParser):
    """The elements and attributes that only the evil word brings."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        evil = [name for name, value in attrs if name.startswith("on")
                or name in ("href", "src", "action") and (value or "").startswith(("javas", "x"))]
        if evil:
            self.found.append((tag, attrs))


@pytest.fixture
def evil(cast, stage):
    """The columns whose text is the evil one: all of acme's, but keys and words that are ours."""
    with stage.connection.cursor() as cursor:
        columns = cursor.execute(TEXTS).fetchall()
        done = [each for each in columns if fill(cursor, cast, *each)]
        pair = json.dumps({EVIL: EVIL})
        cursor.execute("update usage_event set properties = %s::jsonb", [pair])
        cursor.execute("update usage set custom_fields = %s::jsonb", [pair])
        cursor.execute("update portal_setup set tabs = %s::jsonb", [json.dumps(list(TABS))])
    site.forget()
    return done


def fill(cursor, cast, table, column):
    if column in LEFT or column.endswith(("_id", "_hash")):
        return False
    wanted = f'update "{table}" set "{column}" = %s where tenant_id = %s'  # noqa: S608
    try:
        cursor.execute(wanted, (EVIL, cast.acme))
    except Error:  # a word that the table checks
        return False
    return True


def address(route):
    path = route.rule
    for name, value in IDS.items():
        path = path.replace(f"<{name}>", value)
    return path


def marks(text):
    found = Marks()
    found.feed(text)
    return found.found


def test_the_evil_word_is_evil():
    assert marks(EVIL) and marks(f"<p title='{EVIL}'>") and marks(f'<a href="{EVIL}">x</a>')


def test_no_page_makes_markup_of_a_record(evil, visit, cast):
    assert len(evil) > 60
    people = {"jane": visit("acme").at_portal(cast.jane), "stan": visit("acme").at_setup(cast.stan)}
    seen = told = 0
    for route in PAGES:
        reader = next((people[name] for name in people if name in route.who), None)
        answer = reader and "<" not in address(route) and reader.get(address(route))
        if answer and answer.mimetype == "text/html" and answer.status_code == 200:
            assert not marks(answer.text), (route.name, marks(answer.text))
            seen, told = seen + 1, told + ("evil()" in answer.text)
    assert seen > 30 and told > 30

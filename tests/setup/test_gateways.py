"""Setup > Gateways: proven at the gateway on saving, never shown again (M7, S1, T3)."""

import itertools
import uuid
from types import SimpleNamespace

import pytest
from sqlalchemy import text as sql

from billing.ledger import merchant
from billing.ledger.attempt import PaymentAttempt
from billing.ledger.gateway_account import GatewayAccount
from config.database import db
from tenants.isolation import SET_TENANT
from tests import ledger
from tests.billing.gateways.stripe.fake.running import SECRET, Running
from tests.setup.pages import messages, text

PAGE = "/setup/gateways"
STRIPE, CARDCONNECT = f"{PAGE}/stripe", f"{PAGE}/cardconnect"
names = itertools.count(1)


@pytest.fixture(scope="session")
def stripe_server():
    with Running() as running:
        yield running


@pytest.fixture
def account(cast, stripe_server, monkeypatch):
    """account(): another one at Stripe, with the form that opens it."""
    monkeypatch.setitem(cast.app.config, "STRIPE_ADDRESS", stripe_server.url)

    def opened(**changes):
        there = stripe_server.fake.open(f"setup{next(names)}")
        form = {"edition": "0", "chosen": "y", "secret_key": there.secret_key,
                "publishable_key": there.publishable_key, "webhook_secret": SECRET}
        return SimpleNamespace(ledger=there.ledger, form={**form, **changes})

    return opened


def current(cast):
    with cast.within():
        provider, gateway = merchant.current()
        return provider, getattr(gateway, "credentials", None)


def test_good_credentials_are_used_from_then_on_and_never_shown_again(cast, stan, account):
    there = account(statement_descriptor="ACME CLOUD")
    assert "In use" in text(stan.get(PAGE)) and current(cast)[0] == "test"
    answer = stan.post(STRIPE, there.form)
    assert messages(stan, answer) == ["Stripe has been saved."]
    provider, credentials = current(cast)
    assert (provider, credentials.secret_key) == ("stripe", there.form["secret_key"])
    assert [each["status"] for each in there.ledger.all("setup_intent")] == ["canceled"]
    page = text(stan.get(STRIPE))
    assert there.form["publishable_key"] in page and 'value="ACME CLOUD"' in page
    assert "http://acme.localhost:8000/webhooks/stripe" in page
    for name in ("secret_key", "webhook_secret"):
        assert there.form[name] not in page + text(stan.get("/setup/audit-log.csv"))


def test_a_secret_that_is_left_empty_stays(cast, stan, account):
    form = account().form
    stan.post(STRIPE, form)
    stan.post(STRIPE, {**form, "edition": "1", "secret_key": "", "webhook_secret": "",
                       "statement_descriptor": "ACME CLOUD"})
    credentials = current(cast)[1]
    assert (credentials.secret_key, credentials.statement_descriptor) == (
        form["secret_key"], "ACME CLOUD")


@pytest.mark.parametrize(("changes", "field", "told"), [
    ({"secret_key": "pk_test_1"}, "secret_key", "it begins with sk_ or rk_."),
    ({"secret_key": "sk_test_nobodyknows1"}, "secret_key", "Stripe does not know this key"),
    ({"publishable_key": "pk_test_nobodyknows1"}, "publishable_key", "Stripe does not know"),
    ({"webhook_secret": ""}, "webhook_secret", "it begins with whsec_."),
    ({"statement_descriptor": "A*"}, "statement_descriptor", "Enter 5 to 22 Latin letters"),
], ids=["malformed", "unknown", "other publishable", "no webhook", "descriptor"])
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_kept(cast, stan, account, changes,
                                                                field, told):
    page = text(stan.post(STRIPE, account(**changes).form), 422)
    error = page[page.index(f'id="{field}-error"'):]
    assert told in error[:error.index("</p>")]
    assert current(cast) == ("test", None)
    secret = changes.get("secret_key")
    assert not secret or secret not in page


def test_who_cannot_be_reached_proves_nothing(cast, stan, account, monkeypatch):
    form = account().form
    monkeypatch.setitem(cast.app.config, "STRIPE_ADDRESS", "http://127.0.0.1:9")
    assert "Stripe cannot be reached just now." in text(stan.post(STRIPE, form), 422)
    assert current(cast) == ("test", None)


def test_a_sandbox_refuses_live_keys_and_live_sites(cast, visit, account):
    boss = visit("acme-sandbox").at_setup(cast.sandbox_staff)
    live = account(secret_key="sk_live_00000000", publishable_key="pk_live_00000000").form
    assert "A sandbox takes test keys only" in text(boss.post(STRIPE, live), 422)
    site = {"edition": "0", "chosen": "y", "site": "fts", "merchant_id": "1", "username": "u",
            "password": "p"}
    assert "their names end in -uat" in text(boss.post(CARDCONNECT, site), 422)


def test_a_sandbox_copies_no_credentials(cast, stan, visit, account):
    stan.post(STRIPE, account().form)
    boss = visit("acme-sandbox").at_setup(cast.sandbox_staff)
    boss.post("/setup/sandbox/copy")
    with cast.within(cast.sandbox):
        assert GatewayAccount.all() == {} and merchant.current()[0] == "test"


@pytest.fixture
def waiting(cast):
    """A payment by Stripe that is not answered yet; call it to end it."""
    with cast.within():
        ledger.method("PM-S", "C-1001", "cus_1/pm_1/card", gateway="stripe")
        db.session.flush()
        attempt = PaymentAttempt(attempt_id=uuid.uuid4(), customer_id="C-1001", currency="USD",
                                 payment_method_id="PM-S", amount=100, state="unknown")
        db.session.add(attempt)
        db.session.commit()
        key = attempt.attempt_id

    def end():
        with cast.within():
            db.session.get_one(PaymentAttempt, (cast.acme, key)).state = "declined"
            db.session.commit()

    return end


def test_the_account_stays_while_payments_are_not_answered(cast, stan, account, waiting):
    """They would be looked for where they are not, and paid again (M6)."""
    first, other = account().form, account(edition="1").form
    messages(stan, stan.post(STRIPE, first))
    for answer in (stan.post(STRIPE, other), stan.post(f"{STRIPE}/removal")):
        assert "are not answered yet" in text(answer, answer.status_code)
    assert current(cast)[1].secret_key == first["secret_key"]
    rolled = {**first, "edition": "1", "webhook_secret": "whsec_rolled0001"}
    assert messages(stan, stan.post(STRIPE, rolled))
    waiting()
    assert messages(stan, stan.post(STRIPE, {**other, "edition": "2"})) == [
        "Saved payment methods of the former account can be charged no more: 1.",
        "Stripe has been saved."]
    assert current(cast)[1].secret_key == other["secret_key"]
    assert stan.post(f"{STRIPE}/removal").status_code == 302
    assert current(cast) == ("test", None)


def test_a_newer_saving_is_told_and_not_lost(cast, stan, account):
    first, other = account().form, account().form
    stan.post(STRIPE, first)
    assert "Stan Baker saved this page on" in text(stan.post(STRIPE, other), 409)
    assert current(cast)[1].secret_key == first["secret_key"]


def test_one_is_chosen_at_a_time(cast, stan, account):
    stan.post(STRIPE, account().form)
    stan.post(f"{PAGE}/test", {"edition": "0", "chosen": "y"})
    assert current(cast) == ("test", None)
    with cast.within():
        chosen = {name: each.chosen for name, each in GatewayAccount.all().items()}
    assert chosen == {"stripe": False, "test": True}
    stan.post(f"{PAGE}/test", {"edition": "1"})
    assert "no gateway is in use" in text(stan.get(PAGE))
    with cast.within():
        assert merchant.current() is None and merchant.gateway("stripe")


def test_the_test_gateway_is_offered_where_the_installation_has_it(cast, stan, monkeypatch):
    assert "Test gateway" in text(stan.get(PAGE))
    monkeypatch.setitem(cast.app.config, "TEST_GATEWAY_URL", "")
    assert "Test gateway" not in text(stan.get(PAGE))
    assert stan.get(f"{PAGE}/test").status_code == 404


def test_who_pays_meanwhile_holds_the_account(cast, stan, account):
    """Else an attempt is begun at the former account after the look for such attempts."""
    stan.post(STRIPE, account().form)
    with cast.within():
        merchant.gateway("stripe", hold=True)
        with db.engine.connect() as other:
            other.execute(SET_TENANT, {"tenant": str(cast.acme)})
            free = other.execute(sql("select 1 from gateway_account for update skip locked"))
            assert free.first() is None


def test_a_neighbours_account_is_nobody_elses(cast, stan, visit, account):
    theirs = account().form
    visit("initech").at_setup(cast.initech_staff).post(STRIPE, theirs)
    for page in (PAGE, STRIPE, f"{STRIPE}/removal"):
        assert theirs["publishable_key"] not in text(stan.get(page), stan.get(page).status_code)
    assert stan.post(f"{STRIPE}/removal").status_code == 404
    with cast.within(cast.initech):
        assert merchant.current()[1].credentials.publishable_key == theirs["publishable_key"]


def test_a_lost_key_keeps_nobody_from_entering_the_same_account_again(cast, stan, account, waiting,
                                                                      monkeypatch):
    form, other = account().form, account(edition="1").form
    stan.post(STRIPE, form)
    monkeypatch.setitem(cast.app.config, "CREDENTIAL_KEYS", "another one")
    assert "cannot be opened with the keys of this installation" in text(stan.get(STRIPE))
    assert "are not answered yet" in text(stan.post(STRIPE, other), 422)
    assert stan.post(STRIPE, {**form, "edition": "1"}).status_code == 302
    assert current(cast)[1].secret_key == form["secret_key"]

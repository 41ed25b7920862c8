"""Setup > Gateways > CardConnect: proven at its gateway on saving (M7)."""

import pytest

from billing.ledger import merchant
from tests.billing.gateways.cardconnect.conftest import GIVEN, fake, house  # noqa: F401
from tests.setup.pages import messages, text

PAGE = "/setup/gateways/cardconnect"
FORM = {**GIVEN, "edition": "0", "chosen": "y", "verify": "on"}


@pytest.fixture
def there(cast, house, fake, monkeypatch):  # noqa: F811
    monkeypatch.setitem(cast.app.config, "CARDCONNECT_ADDRESS", house[0])
    return fake


def test_it_is_used_from_then_on(cast, stan, there):
    answer = stan.post(PAGE, {**FORM, "site": "https://fts-uat.cardconnect.com/"})
    assert messages(stan, answer) == ["CardConnect has been saved."]
    with cast.within():
        provider, gateway = merchant.current()
        assert (provider, gateway.credentials.site) == ("cardconnect", "fts-uat")
        assert gateway.credentials.currency == "USD" and gateway.credentials.verify == "on"
    page = text(stan.get(PAGE))
    assert 'value="fts-uat"' in page and GIVEN["password"] not in page


@pytest.mark.parametrize(("changes", "field", "told"), [
    ({"password": "wrong"}, "password", "refuses this username with this password"),
    ({"merchant_id": "off"}, "merchant_id", "does not know this merchant ID"),
    ({"site": "acme.example/x"}, "site", "Enter the name that stands before"),
], ids=["password", "merchant", "site"])
def test_what_is_wrong_is_told_at_its_field(cast, stan, there, changes, field, told):
    there.facts["enabled"] = changes.get("merchant_id") != "off"
    page = text(stan.post(PAGE, {**FORM, **changes}), 422)
    error = page[page.index(f'id="{field}-error"'):]
    assert told in error[:error.index("</p>")]
    with cast.within():
        assert merchant.current()[0] == "test"

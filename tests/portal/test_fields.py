"""What the tenant unticked appears nowhere, and everything else does (P11, D29).

One test a tab walks all its fields; what is looked for in vain is found first, so that it can be
missed.
"""

import pytest

from billing.tables.tabs import TABS
from tests.portal.fields import Tab
from tests.portal.specimens import SPECIMENS


def test_every_field_of_every_tab_has_a_value_to_look_for():
    known = {key: {*each.values, TABS[key].id_key} for key, each in SPECIMENS.items()}
    assert known == {key: {each.key for each in table.columns} for key, table in TABS.items()}


@pytest.mark.parametrize("key", TABS)
def test_every_field_shows_until_it_is_unticked(cast, jane, key):
    tab = Tab(cast, jane, key)
    unseen = {each.key: tab.places(each) - tab.seen(each) for each in tab.columns}
    assert not {name: places for name, places in unseen.items() if places}
    left = {}
    for column in tab.columns:
        tab.untick(column.key)
        left[column.key] = tab.seen(column) - allowed(tab.table, column)
    assert not {name: places for name, places in left.items() if places}


def allowed(table, column):
    """An amount in a cell has no sign of its own, so its currency stands beside it."""
    amounts = any(each.kind in ("money", "price") for each in table.columns)
    return {"heading", "cell"} if column.key == "currency" and amounts else set()

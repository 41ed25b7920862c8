"""What the tenant unticked appears nowhere, and everything else does (P11, D29).

Every field of every tab is tried twice, so that what would be missing anyway is noticed.
"""

import pytest

from billing.tables.tabs import TABS
from tests.portal.fields import Tab, named
from tests.portal.specimens import SPECIMENS

FIELDS = [
    pytest.param(table.key, column.key, id=f"{table.key}-{column.key}")
    for table in TABS.values() for column in table.columns if column.key != table.id_key
]
UNEXPORTED = ("attachments", "pdf")


@pytest.fixture
def tab(cast, jane):
    return lambda key: Tab(cast, jane, key)


def test_every_field_of_every_tab_has_a_value_to_look_for():
    known = {key: {*each.values, TABS[key].id_key} for key, each in SPECIMENS.items()}
    assert known == {key: {each.key for each in table.columns} for key, table in TABS.items()}


@pytest.mark.parametrize("key, field", FIELDS)
def test_a_field_shows(tab, key, field):
    here, column = tab(key), named(key, field)
    written = here.specimen.written(column)
    assert written in here.list()
    assert written in here.record(field)
    assert all(tell in here.record(field) for tell in here.specimen.tells.get(field, ()))
    assert field in here.menu()
    if column.filter:
        assert field in here.filters() and not here.finds(here.impossible(column))
    if column.sortable:
        assert 'aria-sort="ascending"' in here.list(f"sort={field}")
    if column.kind not in UNEXPORTED:
        headings, cells = here.export()
        assert column.label in "".join(headings)
        assert any(here.specimen.cell(column) in cell for cell in cells)


@pytest.mark.parametrize("key, field", FIELDS)
def test_an_unticked_field_is_nowhere(tab, key, field):
    here, column = tab(key), named(key, field)
    here.untick(field)
    secrets = (here.specimen.written(column), *here.specimen.tells.get(field, ()))
    pages = [here.list(), here.list(f"sort={field}"), here.record(field)]
    pages += [here.text(address) for address in here.specimen.elsewhere.get(field, ())]
    for page in pages:
        assert not [secret for secret in secrets if secret in page]
    assert field not in here.menu()
    if column.filter:
        assert field not in here.filters() and here.finds(here.impossible(column))
    if column.sortable:
        assert 'aria-sort="ascending"' not in here.list(f"sort={field}")


EXPORTED = [each for each in FIELDS if not each.id.endswith(UNEXPORTED)]


@pytest.mark.parametrize("key, field", EXPORTED)
def test_an_unticked_field_is_not_exported(tab, key, field):
    here, column = tab(key), named(key, field)
    here.untick(field)
    headings, cells = here.export()
    if beside_amounts(here.table, field):
        assert column.label in headings
    else:
        assert column.label not in headings
        assert not [cell for cell in cells if here.specimen.cell(column) in cell]


def beside_amounts(table, field):
    """An amount in a cell has no sign of its own, so its currency stands beside it."""
    return field == "currency" and any(column.kind == "money" for column in table.columns)

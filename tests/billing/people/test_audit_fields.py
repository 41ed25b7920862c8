"""Every field that the audit log can tell of has a name for people, in their language (S13)."""

import pytest

from billing.people.audit_fields import LABELS, field, value
from billing.people.audit_words import KINDS
from config.database import Base
from tenants.audit_changes import SILENT, UNTOLD
from tenants.isolation import Tenanted
from workers import records

records.load()
RECORDS = sorted((mapper for mapper in Base.registry.mappers
                  if issubclass(mapper.class_, Tenanted)
                  and mapper.class_.__tablename__ not in SILENT),
                 key=lambda mapper: mapper.class_.__tablename__)


def told(mapper):
    """The fields whose changes are noted."""
    return {each.key for each in mapper.column_attrs
            if not each.columns[0].primary_key and each.columns[0].computed is None} - UNTOLD


def test_there_are_records_to_look_at():
    assert len(RECORDS) > 12


@pytest.mark.parametrize("mapper", RECORDS, ids=lambda mapper: mapper.class_.__tablename__)
def test_every_field_and_kind_has_a_name(mapper):
    assert told(mapper) - set(LABELS) == set()
    assert mapper.class_.__tablename__ in KINDS


@pytest.mark.parametrize(("language", "label"), [
    ("en-US", "Due date"), ("de-DE", "Fälligkeit"), ("fr-FR", "Échéance"),
])
def test_names_are_in_the_readers_language(app, language, label):
    with app.test_request_context(headers={"Accept-Language": language}):
        assert field("due_date") == label


def test_what_has_no_name_is_called_as_it_is(app):
    with app.test_request_context():
        assert (field("cost_center"), field("Manage Portal Users")) == (
            "Cost center", "Manage Portal Users")


def test_values_are_words_where_they_are_ours(app):
    with app.test_request_context(headers={"Accept-Language": "de-DE"}):
        assert value("Enabled", "access") == "Aktiviert"
        assert value("Enabled", "display_name") == "Enabled"
        assert (value(None), value(True), value(["a", "b"])) == ("–", "Ja", "a, b")

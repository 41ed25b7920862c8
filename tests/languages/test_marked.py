"""Strings are marked for translation where they are written, also where no test comes by (P19)."""

import re

import pytest

from config.database import Base
from config.extraction import PARTS, ROOT, extracted
from tests.languages import marks

TEMPLATES = sorted(
    path for part in ("tenants", "portal", "setup")
    for path in ROOT.glob(f"{part}/templates/**/*.html")
)
NEVER_SHOWN = {("payment_method", "Deleted"), ("change_request", "Cancellation")}
CODE = sorted(path for part in PARTS for path in ROOT.glob(f"{part}/**/*.py"))


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_hold_no_text_of_their_own(path):
    text = path.read_text().replace(">JSON<", "><")  # the format's name, on the mail page
    assert marks.bare_text(text) == marks.bare_choices(text) == []


def test_what_code_gives_to_readers_is_marked():
    wrong = {name(path): marks.bare_arguments(path.read_text()) for path in CODE}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_what_is_translated_is_a_text_in_one_piece():
    wrong = {name(path): marks.put_together(path.read_text()) for path in CODE}
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize("path", sorted(ROOT.glob("tenants/static/*.js")), ids=name)
def test_scripts_take_their_words_from_the_page(path):
    assert marks.words_of_script(path.read_text()) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("tenants/static/*.css")), ids=name)
def test_style_sheets_hold_no_words(path):
    assert marks.words_of_sheet(path.read_text()) == []


def test_messages_are_ones_that_translators_can_work_with():
    """No blanks at the ends, which get lost, and placeholders that say what they stand for."""
    for message in extracted():
        for text in message.id if message.pluralizable else (message.id,):
            assert text == text.strip(), text
            assert not re.search("%[a-z]", re.sub(r"%\(\w+\)[sd]", "", text)), text


def test_states_and_kinds_of_records_are_marked(one_app):
    """They are written as they are stored and translated where they are shown."""
    known = {text for each in extracted() for text in [each.id] if isinstance(text, str)}
    stored = {
        (table.name, word)
        for table in Base.metadata.sorted_tables for constraint in table.constraints
        for word in re.findall("'([A-Z][A-Za-z ]*)'", str(getattr(constraint, "sqltext", "")))
    }
    assert len(stored) > 30
    assert {each for each in stored - NEVER_SHOWN if each[1] not in known} == set()


@pytest.mark.parametrize(("finder", "forgotten"), [
    (marks.bare_text, "{% if due %}<p>Pay now</p>{% endif %}"),
    (marks.bare_text, "<input placeholder='Name' value='{{ name }}'>"),
    (marks.bare_text, "<p>{{ amount }} due on {{ date }}</p>"),
    (marks.bare_choices, "{{ 'Paid' if paid else _('Open') }}"),
    (marks.bare_choices, "{{ {'a': 'Some words'}[state] }}"),
    (marks.bare_choices, "{% set title = 'Invoices' %}"),
    (marks.bare_arguments, "flash('Done.', 'success')"),
    (marks.bare_arguments, "Column('due_date', 'Due date', 'date')"),
    (marks.bare_arguments, "Table(key='invoices', empty=(N_('No invoices'), 'They come.'))"),
    (marks.bare_arguments, "form.add(validators.InputRequired('Enter a name.'))"),
    (marks.put_together, "_(f'Due on {date}')"),
    (marks.put_together, "_('Due on ' + date)"),
    (marks.words_of_script, "button.textContent = 'show'"),
    (marks.words_of_script, "say(`Nothing to see here.`)"),
    (marks.words_of_sheet, "td::before { content: \"Total\"; }"),
])
def test_what_is_forgotten_is_found(finder, forgotten):
    assert finder(forgotten) != []


@pytest.mark.parametrize(("finder", "fine"), [
    (marks.bare_text, "{# A comment. #}<p class='pay now'>{{ _('Pay now') }}: 12</p>"),
    (marks.bare_choices, "{{ _('Paid') if state == 'Paid' else _('Open') }}"),
    (marks.bare_arguments, "flash(_('Done.'), 'success')"),
    (marks.put_together, "_('Due on %(date)s', date=date)"),
    (marks.words_of_script, "if (event.key === 'ArrowDown') line.textContent = words.none"),
])
def test_what_is_marked_is_left_alone(finder, fine):
    assert finder(fine) == []

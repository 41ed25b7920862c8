"""The guard of languages bites: what it is to find, it finds, and nothing else."""

import pytest
from flask import render_template_string

from tests.languages import pseudo
from tests.languages.visible import Visible, left_out, untranslated

MARKED = """<p title="{{ _('Due date') }}">{{ _('Back') }} INV-1, 20.11.2026, 1.234,56 $</p>"""
FORGOTTEN = (
    "<p>Pay now</p>",
    "<p>{{ _('Back') }} to the list</p>",
    '<input placeholder="Name">',
    '<button aria-label="Close">×</button>',
    '<input type="submit" value="Send">',
    '<small data-many="{n} invoices"></small>',
    '<img alt="A logo">',
    "<title>{{ _('Back') }} · Portico</title>",
    "<noscript>Turned off</noscript>",
    "<p>{{ _('A sentence that no code has') }}</p>",
    "<p>{{ _('Export of %(records)s', records='invoices') }}</p>",
    "<p>Nov 20, 2026</p>",
)


@pytest.fixture
def page(one_app):
    def written(template):
        with one_app.test_request_context(headers={"Accept-Language": "de"}):
            return render_template_string(template)

    with pseudo.spoken(one_app):
        yield written


def test_a_message_keeps_its_placeholders_and_tags():
    said = pseudo.pseudo("Pay %(amount)s of {n} <b>now</b> &amp; 100%% done")
    for kept in ("%(amount)s", "{n}", "<b>", "</b>", "&amp;", "100%%"):
        assert kept in said
    assert "ow</b>" not in said
    assert untranslated(said.replace("%(amount)s", "").replace("{n}", "")
                        .replace("<b>", "").replace("</b>", "").replace("&amp;", "")) == []


def test_it_is_as_much_longer_as_german_is():
    message = "Your invoices appear here as soon as the first one is posted."
    assert 1.3 < len(pseudo.pseudo(message)) / len(message) < 1.5


def test_what_is_marked_is_found_translated(page):
    assert left_out(page(MARKED)) == []
    assert "[¡Ðûùé ðåàţé¡]" in page(MARKED).replace("éê", "é")


@pytest.mark.parametrize("template", FORGOTTEN)
def test_what_was_left_out_is_found(page, template):
    assert left_out(page(template)) != []


def test_scripts_and_addresses_are_nobodys_to_read(page):
    assert left_out("<script>let word = 'Close'</script><a href='/portal/Close'>×</a>") == []


@pytest.mark.parametrize(("page", "left"), [
    ("<html lang=de><pre lang=en>Close</pre><p>×</p>", []),
    ("<html lang=de><pre lang=de>Close</pre>", ["Close"]),
    ("<html lang=de><pre lang=en>Open</pre><p>Close</p>", ["Close"]),
    ("<html lang=de><textarea>Close</textarea>", ["Close"]),
])
def test_only_what_says_so_is_in_another_language(page, left):
    assert [text for _, text in left_out(page)] == left
    assert left_out("<textarea>Close</textarea>", frozenset({"textarea"})) == []


def test_the_page_says_which_language_it_is_in(page):
    assert Visible(page("{% extends 'base.html' %}")).language == "de"


def test_afterwards_german_is_german_again(one_app):
    with pseudo.spoken(one_app):
        pass
    with one_app.test_request_context(headers={"Accept-Language": "de"}):
        assert "¡" not in render_template_string("{{ _('Back') }}")

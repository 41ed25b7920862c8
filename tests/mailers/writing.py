"""Letters in one line, for the tests of rendering."""

import re

import pytest

from mailers import rendering
from mailers.letter import NotRendered, Template


def letter(html="", *, subject="", text="", sandbox=False, **context):
    return rendering.render(Template(subject, html, text), context, sandbox=sandbox)


def refusal(html, **context):
    with pytest.raises(NotRendered) as refused:
        letter(html, **context)
    return refused.value


def assert_leads_somewhere(app, text):
    """Every address in the letter is one of our pages."""
    paths = re.findall(r"http://acme\.localhost:8000(/[^\s?]+)", text)
    assert paths
    for path in paths:
        app.url_map.bind("acme.localhost").match(path, "GET")

"""Letters in one line, for the tests of rendering."""

import pytest

from mailers import rendering
from mailers.letter import NotRendered, Template


def letter(html="", *, subject="", text="", sandbox=False, **context):
    return rendering.render(Template(subject, html, text), context, sandbox=sandbox)


def refusal(html, **context):
    with pytest.raises(NotRendered) as refused:
        letter(html, **context)
    return refused.value

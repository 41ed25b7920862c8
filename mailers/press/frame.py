"""Puts a body into the frame that all mails share, and its styles where mail programs see them."""

import css_inline
from liquid import Markup

from mailers.press.sheets import DARK_STYLE, STYLE, sheet

# A template could name a style sheet by address: nothing is ever fetched for it.
INLINER = css_inline.CSSInliner(load_remote_stylesheets=False)


def html(body, context):
    page = sheet(context["locale"], "frame", html=True).render(
        {
            **context,
            "body": Markup(body),
            "style": Markup(STYLE.render(context)),
            "dark_style": Markup(DARK_STYLE.render(context)),
        }
    )
    return INLINER.inline(page)


def text(body, context):
    framed = sheet(context["locale"], "frame", html=False).render({**context, "body": body})
    return tidy(framed)


def tidy(written):
    """Never two empty lines: tags on lines of their own leave some."""
    lines = [line if line.strip() else "" for line in written.splitlines()]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).strip() + "\n"

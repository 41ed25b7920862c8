"""`{{ action_url | button: "Confirm" }}`: the button of a mail, with its address in full below."""

from liquid import Markup
from liquid.exceptions import FilterArgumentError
from liquid.filter import with_context

from mailers.press.sheets import sheet

WEB = ("https://", "http://")


@with_context
def button(url, label, *, context):
    """A table that every mail program draws as a button; in plain text the label and address."""
    if not str(url).startswith(WEB):
        raise FilterArgumentError("a button needs a web address", token=None)
    html = context.autoescape
    values = {"url": url, "label": label, "brand": context.resolve("brand")}
    drawn = sheet(context.resolve("locale"), "button", html).render(values)
    return Markup(drawn) if html else drawn

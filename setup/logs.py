"""What the pages of both logs share (S13, S15): a page of lines, the ways to newer and older."""

from urllib.parse import urlencode

from flask import abort, render_template, request

from billing.people.wished import Page
from billing.tables.cursor import BadCursor


def listed(template, wish, row, **more):
    """The page that an address asks for; 422 where it asks for a day that is none."""
    try:
        page = Page([], "") if wish.mistaken else wish.page(request.args.get("before", ""))
    except BadCursor:
        abort(404)
    return render_template(
        template, wish=wish, rows=list(map(row, page.rows)),
        newest_href=request.args.get("before") and f"?{urlencode(wish.arguments)}",
        older_href=page.older and f"?{urlencode([*wish.arguments, ('before', page.older)])}",
        **more,
    ), 422 if wish.mistaken else 200


def to(address, wish):
    """An address with the same wish behind it."""
    query = urlencode(wish.arguments)
    return f"{address}{query and '?'}{query}"

"""What all pages share: templates, the style sheet, headers."""

from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.routing import Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

FILES = Path(__file__).parent / "templates"
TEMPLATES = Environment(
    loader=FileSystemLoader(FILES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
}


def rendered(template, status=200, form_to=None, framed_by=None, **values):
    """A page; `form_to` is the address that its form ends at after a redirect, which browsers
    hold against the policy as well; `framed_by` an address on whose pages it may be in a frame."""
    content = TEMPLATES.get_template(template).render(**values)
    response = Response(content, status, mimetype="text/html")
    policy = HEADERS["Content-Security-Policy"]
    if framed_by:
        policy = policy.replace("frame-ancestors 'none'", f"frame-ancestors {origin(framed_by)}")
        policy = f"{policy}; script-src 'self'"
    if form_to:
        policy = f"{policy}; form-action 'self' {origin(form_to)}"
    response.headers["Content-Security-Policy"] = policy
    return response


def gone():
    return rendered("gone.html", 410)


def back(return_url, **answer):
    """To the merchant's page, with the answer in its query."""
    parts = urlsplit(return_url)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *answer.items()])
    return redirect(parts._replace(query=query).geturl(), 303)


def origin(address):
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def safe(response):
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def style(house, request):
    return Response((FILES / "style.css").read_text(), mimetype="text/css")


def script(house, request):
    return Response((FILES / "taken.js").read_text(), mimetype="text/javascript")


def health(house, request):
    return Response("ok\n", mimetype="text/plain")


RULES = [
    Rule("/style.css", methods=["GET"], endpoint=style),
    Rule("/taken.js", methods=["GET"], endpoint=script),
    Rule("/health", methods=["GET"], endpoint=health),
]

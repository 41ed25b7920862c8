"""The page that shows what was sent: beside the app, on a host of its own, and only in the
embedded setting (W5, D37). In production there is no such host.
"""

from flask import Blueprint, Flask, abort, current_app, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from config import headers, languages, logs
from config.embedded import mailbox
from mailers import arrival
from tenants import errors, looks

HOST = "mail"
ELSEWHERE = ("/healthz", "/readyz", "/metrics")  # answered on any host (T7)
PAGE, MOST = 50, 500
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: {pictures}; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self';"
    " sandbox allow-popups allow-popups-to-escape-sandbox"
)
VIEWS = {"": lambda: _("Rendered"), "text": lambda: _("Text"), "source": lambda: _("Source")}

post_box = Blueprint("mail_page", __name__)


def beside(app):
    """The app, with the mail page at its side where mails go to the embedded sink."""
    if app.config["EMBEDDED"]:
        app.wsgi_app = by_host(app, app.wsgi_app, mail_page(app.config))
    return app


def by_host(app, rest, page):
    host = f"{HOST}.{app.config['BASE_HOST']}"

    def answer(environ, start_response):
        asked = environ.get("HTTP_HOST", "").rsplit(":", 1)[0].lower()
        mine = asked == host and environ.get("PATH_INFO") not in ELSEWHERE
        return (page if mine else rest)(environ, start_response)

    return answer


def mail_page(config):
    """An app without tenants, sessions or forms."""
    page = Flask("mail_page", static_folder=None, template_folder=looks.FOLDER.parent / "templates")
    page.config.update(config)
    for part in (logs, headers, languages):
        part.join(page)
    errors.show_errors(page)
    page.jinja_env.globals["asset"] = looks.asset
    page.context_processor(lambda: {"tenant": None})
    page.add_url_rule("/static/<version>/<path:name>", view_func=looks.static)
    page.register_blueprint(post_box)
    return page


@post_box.get("/")
def index():
    start = max(0, request.args.get("from", 0, type=int))
    count = len(mailbox.names(store()))
    return render_template(
        "mail_page/index.html",
        messages=arrival.newest(store(), start, PAGE),
        count_text=ngettext("%(num)s mail", "%(num)s mails", count),
        newer_href=f"/?from={max(0, start - PAGE)}" if start else None,
        older_href=f"/?from={start + PAGE}" if start + PAGE < count else None,
    )


@post_box.get("/messages.json")
def listed():
    return [found.facts() for found in arrival.newest(store(), most=MOST)]


@post_box.get("/messages/<name>", defaults={"view": ""})
@post_box.get("/messages/<name>/<any(text, source):view>")
def show(name, view):
    message = found(name)
    tabs = [
        {"key": key or "rendered", "label": label(), "active": key == view,
         "href": f"{message.href}/{key}".rstrip("/")}
        for key, label in VIEWS.items()
    ]
    return render_template("mail_page/show.html", message=message, tabs=tabs,
                           view=view or "rendered", html_href=f"{message.href}/html")


@post_box.get("/messages/<name>/html")
def html(name):
    """The letter alone, in its own sandbox; pictures come from tenants' hosts and nowhere else."""
    config = current_app.config
    pictures = f"{config['BASE_SCHEME']}://*.{config['BASE_NETLOC']}"
    policy = LETTER_POLICY.format(pictures=pictures)
    return found(name).page, {"Content-Security-Policy": policy}


def found(name):
    try:
        return arrival.open_one(store(), name)
    except FileNotFoundError:
        abort(404)


def store():
    return current_app.config["MAIL_STORE"]

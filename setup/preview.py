"""The portal as a customer will see it with what the form says now; nothing is stored (S6)."""

from base64 import b64encode

from flask import Response, abort, g, make_response, render_template, request
from werkzeug.datastructures import MultiDict

from billing.tables.tabs import TABS
from setup import preview_rows
from setup.door import setup
from setup.portal_setup import while_open
from setup.portal_setup_form import COLOR, PortalSetupForm
from setup.rights import CHANGE_SETTINGS, SEE_SETTINGS, requires
from setup.sign_in import SignIn
from tenants import accent

POLICY = "; ".join((
    "default-src 'none'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "form-action 'none'", "frame-ancestors 'self'", "base-uri 'none'",
    "sandbox allow-same-origin",
))


class Draft:
    """The company's site with other looks, none of which is stored."""

    def __init__(self, site, **looks):
        self._site = site
        vars(self).update(looks)

    def __getattr__(self, name):
        return getattr(self._site, name)


@setup.get("/portal-setup/preview")
@requires(*SEE_SETTINGS)
@while_open
def saved_preview():
    return shown(Draft(g.tenant))


@setup.post("/portal-setup/preview")
@requires(*CHANGE_SETTINGS)
@while_open
def preview():
    """What cannot be taken is shown as it is saved; saving tells why."""
    form = PortalSetupForm()
    form.validate()
    looks = form.settings()
    if form.primary_color.errors:
        looks["primary_color"] = g.tenant.primary_color
    color = looks["primary_color"].lstrip("#").lower()
    looks["accent_url"] = f"/setup/portal-setup/accent-{color}.css"
    for place, new in form.pictures_chosen().items():
        looks[f"{place}_url"] = new and inline(new)
    return shown(Draft(g.tenant, **looks))


@setup.get("/portal-setup/accent-<color>.css")
@requires(*SEE_SETTINGS)
def draft_accent(color):
    """Any color as a stylesheet, for the preview alone."""
    if not COLOR.fullmatch(f"#{color}"):
        abort(404)
    return Response(accent.stylesheet(f"#{color}"), mimetype="text/css")


def inline(new):
    return f"data:{new.kind};base64,{b64encode(new.content).decode()}"


def shown(draft):
    answer = make_response(page(draft))
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def page(draft):
    wanted, on = request.form.get("page"), [key for key in TABS if key in draft.tabs]
    if wanted == "login":
        return render_template(
            "setup/preview/login.html", tenant=draft, form=SignIn(MultiDict()))
    key = wanted if wanted in on else next(iter(on), None)
    return render_template(
        "setup/preview/tab.html",
        tenant=draft,
        account=preview_rows.account(draft),
        tabs=preview_rows.tabs(on, key),
        page=key and preview_rows.page(TABS[key], draft),
        exporting=None,
        idle_minutes=0,
    )

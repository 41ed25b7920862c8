"""“API Keys” (S1, I1): made with a name and what it may do, shown once, revoked."""

from types import SimpleNamespace

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from setup.door import setup
from setup.rights import SETUP_ADD, SETUP_DELETE, SETUP_LIST, holds, requires
from setup.texts import one_line
from tenants.api_key import SCOPES, ApiKey

LONGEST = 100  # characters of a name
LISTED = 200
MOST = 100  # in force at once, so that the list holds every one of them


@setup.get("/api-keys")
@requires(*SETUP_LIST)
def api_keys():
    return page()


@setup.post("/api-keys")
@requires(*SETUP_ADD)
def make_api_key():
    """The secret is in this answer and in no other: what is kept of it is a hash."""
    name = one_line(request.form.get("name"))
    scopes = [scope for scope in SCOPES if scope in request.form.getlist("scope")]
    wrong = fault(name, scopes)
    if wrong:
        return page(name=name, chosen=scopes, wrong=wrong), 422
    key, secret = ApiKey.mint(name, scopes, g.tenant.sandbox, current_user.name)
    db.session.commit()
    return page(secret=secret, made=key.name)


@setup.get("/api-keys/<int(max=9223372036854775807):api_key_id>/revoke")
@requires(*SETUP_DELETE)
def ask_revoking(api_key_id):
    return render_template("setup/api_keys/revoke.html", key=find(api_key_id), problem=None,
                           action_href=request.path, back_href=url_for("setup.api_keys"))


@setup.post("/api-keys/<int(max=9223372036854775807):api_key_id>/revoke")
@requires(*SETUP_DELETE)
def revoke_api_key(api_key_id):
    key = find(api_key_id)
    key.revoke()
    db.session.commit()
    flash(_("The key “%(name)s” opens nothing any more.", name=key.name), "success")
    return redirect(url_for("setup.api_keys"))


def find(api_key_id):
    return db.first_or_404(db.select(ApiKey).where(ApiKey.api_key_id == api_key_id))


def fault(name, scopes):
    if not name:
        return _("Enter a name, such as that of the program.")
    if len(name) > LONGEST:
        return _("Keep the name to 100 characters.")
    if ApiKey.in_force(MOST) >= MOST:
        return _("%(count)s keys are in force. Revoke one that is not needed first.", count=MOST)
    return None if scopes else _("Tick one or more of what it may do.")


def page(secret=None, made=None, name="", chosen=("read",), wrong=None):
    newest = db.select(ApiKey).order_by(ApiKey.revoked_at.is_not(None), ApiKey.api_key_id.desc())
    return render_template(
        "setup/api_keys/index.html", keys=map(row, db.session.scalars(newest.limit(LISTED))),
        scopes=[(scope, _(word)) for scope, word in SCOPES.items()], may_add=holds(SETUP_ADD),
        secret=secret, made=made, name=name, chosen=chosen, wrong=wrong, sandbox=g.tenant.sandbox)


def row(key):
    revoke = url_for("setup.ask_revoking", api_key_id=key.api_key_id)
    return SimpleNamespace(
        name=key.name, hint=key.hint, created_by=key.created_by, created_date=key.created_date,
        last_used_at=key.last_used_at, revoked_at=key.revoked_at,
        scopes=", ".join(_(word) for scope, word in SCOPES.items() if scope in key.scopes),
        revoke_href=revoke if holds(SETUP_DELETE) and not key.revoked_at else None,
    )

"""“Roles & Permissions”: the roles, and what each opens (S10, D8)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import func, select

from config.database import db
from config.tally import figure
from setup.deciding import deciding
from setup.door import setup
from setup.right_words import ACTION_WORDS, brief, matrix
from setup.rights import (
    SETUP_ADD,
    SETUP_DELETE,
    SETUP_EDIT,
    SETUP_LIST,
    SETUP_VIEW,
    holds,
    requires,
)
from tenants import authority
from tenants.objection import NameTaken
from tenants.role import EVERY, Role

LONGEST = 60
ROLE = "/roles/<int(max=9223372036854775807):role_id>"


@setup.get("/roles")
@requires(*SETUP_LIST)
def roles():
    people = authority.people_with(Role.role_id).scalar_subquery()
    found = db.session.execute(
        select(Role, people).order_by(func.lower(Role.name), Role.role_id))
    return render_template(
        "setup/roles/index.html",
        roles=[row(role, figure(count)) for role, count in found],
        new_href=holds(SETUP_ADD) and url_for("setup.new_role"),
    )


@setup.get("/roles/new")
@requires(*SETUP_ADD)
def new_role():
    return page(Role(name="", rights={}), url_for("setup.add_role"))


@setup.post("/roles")
@requires(*SETUP_ADD)
@deciding
def add_role():
    return save(Role(name="", rights={}), url_for("setup.add_role"))


@setup.get(ROLE)
@requires(*SETUP_VIEW)
def role(role_id):
    return page(find(role_id), request.path)


@setup.post(ROLE)
@requires(*SETUP_EDIT)
@deciding
def edit_role(role_id):
    return save(find(role_id), request.path)


def save(found, address):
    """Keep what was sent, or show it again with what is wrong."""
    name = " ".join(request.form.get("name", "").split())
    pairs, second_factor = sent(), "second_factor" in request.form
    wrong = fault(name)
    if wrong is None:
        try:
            authority.write(found, current_user, name, pairs, second_factor)
        except NameTaken as taken:
            wrong = str(taken)
    if wrong is None:
        return saved(found.title)
    db.session.rollback()
    return page(found, address, name, pairs, second_factor, wrong), 422


def saved(name):
    db.session.commit()
    flash(_("The role “%(name)s” is saved.", name=name), "success")
    return redirect(url_for("setup.roles"))


def sent():
    """The rights that were ticked; what is none is left out."""
    return {tuple(each.split(".", 1)) for each in request.form.getlist("right")} & EVERY


def fault(name):
    if not name:
        return _("Enter a name.")
    return _("Keep it to %(count)s characters.", count=LONGEST) if len(name) > LONGEST else None


def page(found, address, name=None, pairs=None, second_factor=None, wrong=None):
    above = not found.held <= current_user.role.held
    return render_template(
        "setup/roles/form.html",
        action_href=address,
        title=found.title or _("New role"),
        name=found.name if name is None else name,
        rows=matrix(found.held if pairs is None else pairs),
        actions=[_(each) for each in ACTION_WORDS.values()],
        second_factor=found.second_factor if second_factor is None else second_factor,
        above=above,
        editable=holds(SETUP_EDIT if found.role_id else SETUP_ADD) and not above,
        wrong=wrong,
    )


def find(role_id):
    return db.first_or_404(select(Role).where(Role.role_id == role_id))


def row(role, people):
    href = url_for("setup.role", role_id=role.role_id)
    above = not role.held <= current_user.role.held
    actions = []
    if holds(SETUP_EDIT) and holds(SETUP_VIEW) and not above:
        actions.append({"label": _("Edit"), "href": href, "kind": "page"})
    if holds(SETUP_DELETE) and not above:
        actions.append({"label": _("Delete"), "href": f"{href}/delete", "kind": "dialog",
                        "danger": True})
    return {"name": role.title, "href": holds(SETUP_VIEW) and href, "rights": brief(role),
            "people": people, "second_factor": role.second_factor, "actions": actions}

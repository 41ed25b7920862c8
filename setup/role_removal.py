"""“Delete” of a role; one that somebody has stays (S10)."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from setup.deciding import deciding
from setup.door import setup
from setup.rights import SETUP_DELETE, requires
from setup.roles import ROLE, find
from tenants import authority
from tenants.objection import RoleInUse


@setup.get(f"{ROLE}/delete")
@requires(*SETUP_DELETE)
def new_role_removal(role_id):
    found = find(role_id)
    people = authority.people_of(found)
    return render_template(
        "setup/roles/delete.html", name=found.title, action_href=request.path,
        back_href=url_for("setup.roles"), problem=people and str(RoleInUse(people)),
    )


@setup.post(f"{ROLE}/delete")
@requires(*SETUP_DELETE)
@deciding
def role_removal(role_id):
    found = find(role_id)
    name = found.title
    authority.remove(found, current_user)
    db.session.commit()
    flash(_("The role “%(name)s” is deleted.", name=name), "success")
    return redirect(url_for("setup.roles"))

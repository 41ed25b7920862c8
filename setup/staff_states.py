"""The addresses of what is done with a member of staff: a question where it takes away, and a deed.
"""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from config.database import db
from setup.deciding import deciding
from setup.door import setup
from setup.notices import tell
from setup.rights import requires
from setup.staff_changes import CHANGES
from setup.staff_member import MEMBER, find


def hang(change):
    """One change of CHANGES under the member's address."""

    @requires(*change.rights)
    def ask(staff_id):
        return render_template(
            f"setup/staff/{change.question}.html", member=find(staff_id),
            action_href=request.path, problem=None,
            back_href=url_for("setup.staff_member", staff_id=staff_id),
        )

    @requires(*change.rights)
    @deciding
    def do(staff_id):
        person = find(staff_id)
        change.verb(person, current_user)
        if change.notice:
            tell(person, change.notice)
        db.session.commit()
        flash(_(change.told, name=person.name), "success")
        return redirect(url_for("setup.staff"))

    rule, name = f"{MEMBER}/{change.path}", change.path.replace("/", "_").replace("-", "_")
    setup.add_url_rule(rule, name, do, methods=["POST"])
    if change.question:
        setup.add_url_rule(rule, f"new_{name}", ask)


for each in CHANGES:
    hang(each)

"""“Enable” and “Disable Portal Access” of ticked customers, all of them or none (A6, D2)."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _

from billing.people import access
from config.database import db
from setup.door import setup
from setup.refusals import back
from setup.rights import DISABLE, ENABLE, requires
from setup.selection import Selection, agreed


@setup.get("/portal-access/disable")
@requires(*DISABLE)
def new_disabling():
    return ask("disable")


@setup.post("/portal-access/disable")
@requires(*DISABLE)
def disabling():
    access.close_gates(ticked(request.form))
    return done(_("Portal access for the selected customer(s) has been disabled."))


@setup.get("/portal-access/enable")
@requires(*ENABLE)
def new_enabling():
    return ask("enable")


@setup.post("/portal-access/enable")
@requires(*ENABLE)
def enabling():
    access.open_gates(ticked(request.form))
    return done(_("Portal access for the selected customer(s) has been enabled."))


def ask(question):
    selection = Selection.of(request.args)
    return render_template(
        f"setup/customers/{question}.html",
        action_href=request.path,
        back_href=back(),
        problem=None,
        customers=selection.customers(),
        fields=selection.fields,
    )


def ticked(sent):
    """The customers named, locked in one order; 404 when one of them is not the company's own."""
    return agreed(Selection.of(sent).customers(lock=True), sent)


def done(words):
    db.session.commit()
    flash(words, "success")
    return redirect(back())

"""The question before something is done: a page without JavaScript, a dialog with it."""

from flask import render_template, request

from setup.refusals import back


def ask(question, customer, contact):
    """The page of setup/templates whose answer is a POST to the same address."""
    return render_template(
        f"setup/{question}.html",
        action_href=request.path,
        back_href=back(),
        problem=None,
        customer=customer,
        contact={"name": contact.display_name, "email": contact.email},
    )

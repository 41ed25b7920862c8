"""Roles that require a second factor lead to its page until it is on (S12)."""

from flask import redirect, url_for

from tenants.second_factor import SecondFactor


def enrolling(view):
    """This page opens before the second factor is on."""
    view.enrolling = True
    return view


def missing(view, person):
    """Where to set it up, if the person's role asks for one that is not on; else None."""
    if getattr(view, "enrolling", False) or not person.role.second_factor:
        return None
    factor = SecondFactor.of(person)
    return None if factor and factor.on else redirect(url_for("setup.second_factor"))

"""Whoever must have a second factor is led to its page until it is on (S12)."""

from flask import g, redirect, url_for

from tenants.second_factor import SecondFactor


def enrolling(view):
    """This page opens before the second factor is on."""
    view.enrolling = True
    return view


def required(person):
    """Whether the company asks it of all its staff, or the person's role does."""
    return g.tenant.staff_second_factor or person.role.second_factor


def missing(view, person):
    """Where to set it up, if the person must and has not; else None. Leaves that in g.enrolling."""
    g.enrolling = required(person) and not SecondFactor.protects(person)
    if g.enrolling and not getattr(view, "enrolling", False):
        return redirect(url_for("setup.second_factor"))
    return None

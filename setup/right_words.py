"""Activities and actions as people read them (S10)."""

from flask_babel import gettext as _
from flask_login import current_user

from config.languages import N_
from tenants.role import ACTIONS, ACTIVITIES

ACTIVITY_WORDS = {
    "Setup": N_("Setup"),
    "Manage Portal Users": N_("Manage Portal Users"),
    "Customers": N_("Customers"),
    "Payments": N_("Payments"),
}
ABOUT = {
    "Setup": N_("Settings, templates, roles, staff, gateways, API keys and logs"),
    "Manage Portal Users": N_("Who of your customers can use the portal"),
    "Customers": N_("Customers, contacts, requests and attachments"),
    "Payments": N_("External payments, refunds and voids"),
}
ACTION_WORDS = {
    "List": N_("List"), "View": N_("View"), "Add": N_("Add"), "Edit": N_("Edit"),
    "Delete": N_("Delete"),
}


def brief(role):
    """A role's rights in words, activity by activity: (label, words)."""
    return [(_(ACTIVITY_WORDS[each]), words(role.rights.get(each, ()))) for each in ACTIVITIES]


def words(actions):
    if len(actions) == len(ACTIONS):
        return _("Everything")
    return ", ".join(_(ACTION_WORDS[each]) for each in ACTIONS if each in actions)


def matrix(ticked):
    """The rows of the form: what is ticked, and whether the visitor holds it and may grant it."""
    return [
        {
            "label": _(ACTIVITY_WORDS[activity]),
            "about": _(ABOUT[activity]),
            "cells": [cell(activity, action, ticked) for action in ACTIONS],
        }
        for activity in ACTIVITIES
    ]


def cell(activity, action, ticked):
    return {
        "value": f"{activity}.{action}",
        "label": f"{_(ACTIVITY_WORDS[activity])}: {_(ACTION_WORDS[action])}",
        "action": _(ACTION_WORDS[action]),
        "on": (activity, action) in ticked,
        "held": current_user.may(activity, action),
    }

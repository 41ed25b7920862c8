"""Which rights open what, asked in one place for pages and for entries alike (S10, S11, D8)."""

from flask_login import current_user

PORTAL, CUSTOMERS = "Manage Portal Users", "Customers"
SETUP, PAYMENTS = "Setup", "Payments"

LIST = ((PORTAL, "List"), (CUSTOMERS, "List"))
VIEW_AS = ((CUSTOMERS, "View"),)
VIEW = ((PORTAL, "View"), (CUSTOMERS, "View"))
ENABLE = ((PORTAL, "Add"), (PORTAL, "Edit"))
DISABLE = ((PORTAL, "Delete"),)
ADD = ((CUSTOMERS, "Add"),)
EDIT = ((CUSTOMERS, "Edit"),)
DELETE = ((CUSTOMERS, "Delete"),)
LIST_REQUESTS = ((CUSTOMERS, "List"),)
VIEW_REQUESTS = ((CUSTOMERS, "View"),)
DECIDE = ((CUSTOMERS, "Edit"),)
REVIEW_LIST = ((PAYMENTS, "List"),)
REVIEW_VIEW = ((PAYMENTS, "View"),)
REVIEW = ((PAYMENTS, "Edit"),)
CLOSE = ((PAYMENTS, "Delete"),)
RECORD = ((PAYMENTS, "Add"),)
APPLY = ((PAYMENTS, "Edit"),)
GIVE_BACK = ((PAYMENTS, "Delete"),)
SETUP_LIST = ((SETUP, "List"),)
SETUP_VIEW = ((SETUP, "View"),)
SETUP_ADD = ((SETUP, "Add"),)
SETUP_EDIT = ((SETUP, "Edit"),)
SETUP_DELETE = ((SETUP, "Delete"),)
SEE_SETTINGS = tuple((SETUP, action) for action in ("List", "View", "Add", "Edit", "Delete"))
CHANGE_SETTINGS = ((SETUP, "Add"), (SETUP, "Edit"), (SETUP, "Delete"))


def requires(*rights):
    """The page opens to who holds one of these (activity, action); to all staff without any."""

    def mark(view):
        view.rights = rights
        return view

    return mark


def holds(rights):
    """Whether the visitor has one of the rights, or none is asked for."""
    return not rights or any(current_user.may(*right) for right in rights)

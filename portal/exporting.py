"""Which export the visitor's browser waits for: a strip on every page tells of it (P12).

It costs a page nothing but a cookie that is there only while something is being made.
"""

from types import SimpleNamespace

from flask import g, request, session
from flask_babel import gettext as _
from flask_login import current_user

from billing.tables.tabs import TABS
from portal.door import portal

KEY = "exporting"


def remember(export_id, table_key):
    session[KEY] = [str(export_id), table_key, current_user.portal_user_id,
                    current_user.customer_id]


def forget(record):
    """Once its owner has seen how it ended."""
    if record.state != "pending" and session.get(KEY, [None])[0] == str(record.export_id):
        del session[KEY]


@portal.context_processor
def exporting():
    if not g.get("visitor") or not session or request.path.startswith("/portal/exports"):
        return {}
    return {"exporting": remembered()}


def remembered():
    """As the strip shows it, before anybody has asked how far it is; None for another's."""
    export_id, table_key, user_id, customer_id = session.get(KEY) or (None,) * 4
    ours = (user_id, customer_id) == (current_user.portal_user_id, current_user.customer_id)
    if not ours or table_key not in g.tenant.tabs:
        return None
    return SimpleNamespace(
        state="pending", title=_(TABS[table_key].title), done_rows=0, total_rows=None,
        href=f"/portal/exports/{export_id}",
    )

"""The page of “Customer Portal Setup”: the form and what stands beside its fields."""

from types import SimpleNamespace

from flask import g, render_template
from flask_babel import gettext as _

from billing.tables.tabs import TABS
from config.database import db
from config.languages import number
from setup.portal_setup_form import COLOR
from setup.rights import CHANGE_SETTINGS, holds
from tenants import accent
from tenants.renaming import sandboxes
from tenants.tenant import Tenant


def show(form):
    tenant = db.session.get(Tenant, g.tenant.tenant_id)
    return render_template(
        "setup/portal_setup/edit.html",
        form=form,
        changes=holds(CHANGE_SETTINGS),
        tables=[table_shown(form, table) for table in TABS.values()],
        contrast=contrast(form.primary_color.data or ""),
        sandbox=None if tenant.sandbox else next(iter(sandboxes(tenant)), None),
    )


def table_shown(form, table):
    """A tab and its fields, ticked as the form has them; labels are the portal's own."""
    ticked = set(form.fields.data or ())
    return SimpleNamespace(
        key=table.key,
        label=_(table.title),
        on=table.key in (form.tabs.data or ()),
        id_label=_(table.columns[0].label),
        fields=[
            SimpleNamespace(name=f"{table.key}.{column.key}", label=_(column.label),
                            on=f"{table.key}.{column.key}" in ticked)
            for column in table.columns if column.key != table.id_key
        ],
    )


def contrast(color):
    """How the color reads, in a sentence; None where it is no color."""
    if not COLOR.fullmatch(color):
        return None
    text = accent.text_on(color)
    ratio = number(round(accent.contrast(color, text), 1))
    if text == accent.WHITE:
        said = _("White text on this color has a contrast of %(ratio)s : 1.", ratio=ratio)
    else:
        said = _("Black text on this color has a contrast of %(ratio)s : 1.", ratio=ratio)
    if accent.contrast(color, accent.WHITE) < accent.READABLE:
        said += " " + _("As text, a darker shade of it is used, so that it stays readable.")
    return said

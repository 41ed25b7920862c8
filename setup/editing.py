"""What the forms of customers and contacts share: who else has saved, and what stands now."""

from flask_babel import gettext as _

from billing.people import keeping
from config.database import db


def overtaken(form, record, stands):
    """Whether somebody has saved since the form was opened; then what stands now is told in it."""
    keeping.held(record)
    seen, now = form.stamp.data, stamp_of(record, stands)
    if seen == now:
        return False
    form.stamp.data = now
    form.form_errors.append(str(keeping.Changed()))
    for name, value in stands(record).items():
        if name in form and value != form[name].data:
            form[name].errors = [*form[name].errors, shown(value)]
    db.session.rollback()
    return True


def stamp_of(record, stands):
    return keeping.mark(stands(record))


def shown(value):
    said = {True: _("Yes"), False: _("No"), None: "–", "": "–"}
    return _("Stands now: %(value)s", value=said.get(value, value))

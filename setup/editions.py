"""A form that was opened before somebody else saved is told so, and nothing of it is lost."""

from flask_babel import gettext as _

from config.languages import moment


def overtaken(form, record):
    """Whether a newer saving stands in the way; then the form says whose, and may be sent again."""
    if form.edition.data == record.edition:
        return False
    said = {"name": record.edited_by, "time": moment(record.edited_at) if record.edited_at else ""}
    form.form_errors.append(
        _("%(name)s saved this page on %(time)s, after you had opened it. What you entered is"
          " below and not saved yet. Saving again puts it in place of what %(name)s saved.", **said)
    )
    form.edition.raw_data, form.edition.data = None, record.edition
    return True

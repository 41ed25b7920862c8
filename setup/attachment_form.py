"""The form that takes a file to an invoice (S16)."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms.validators import ValidationError

from billing.ledger.attaching import LARGEST


class AttachmentForm(FlaskForm):
    file = FileField(later("File"))

    def validate_file(self, field):
        if not field.data or not field.data.filename:
            raise ValidationError(_("Choose a file."))
        body = field.data.stream.read(LARGEST + 1)
        if not body:
            raise ValidationError(_("The file is empty."))
        if len(body) > LARGEST:
            raise ValidationError(_("The file is too large: at most 5 MB."))
        self.body = body

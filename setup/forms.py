"""The forms before sign-in and of one's own; the app's own guard checks where a request comes from.
"""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import DataRequired, Email, InputRequired, Length, ValidationError

from tenants import password


def strong(form, field):
    """A password that can be taken (R6)."""
    weakness = password.weakness(field.data or "")
    if weakness:
        raise ValidationError(_(weakness))


class SignIn(FlaskForm):
    email = StringField(
        later("E-mail"), [DataRequired(later("Enter your e-mail address.")), Length(max=320)]
    )
    password = PasswordField(
        later("Password"),
        [DataRequired(later("Enter your password.")), Length(max=password.LONGEST)],
    )


class Forgot(FlaskForm):
    email = EmailField(
        later("E-mail"),
        [InputRequired(later("Enter your e-mail address.")), Length(max=254),
         Email(later("Enter a valid e-mail address."))],
        filters=[lambda typed: (typed or "").strip()],
    )


class NewPassword(FlaskForm):
    password = PasswordField(later("Password"), [strong])


class ChangePassword(FlaskForm):
    old_password = PasswordField(
        later("Old password"),
        [InputRequired(later("Enter your old password.")), Length(max=password.LONGEST)],
    )
    new_password = PasswordField(
        later("New password"), [InputRequired(later("Enter a new password.")), strong]
    )

    def validate_old_password(self, field):
        if not current_user.has_password(field.data):
            raise ValidationError(_("This is not your old password."))

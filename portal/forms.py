"""The portal's forms; the app's own guard checks where a request comes from, not they."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField
from wtforms.validators import Email, EqualTo, InputRequired, Length, ValidationError

from tenants.password import weakness


def strong(form, field):
    """A password that can be taken (R6)."""
    reason = weakness(field.data)
    if reason:
        raise ValidationError(_(reason))


class SignInForm(FlaskForm):
    email = EmailField(later("E-mail"), [InputRequired(later("Enter your e-mail address."))])
    password = PasswordField(later("Password"), [InputRequired(later("Enter your password."))])


class ForgotForm(FlaskForm):
    email = EmailField(
        later("E-mail"),
        [InputRequired(later("Enter your e-mail address.")), Length(max=254),
         Email(later("Enter a valid e-mail address."))],
    )


class ResetForm(FlaskForm):
    password = PasswordField(
        later("New password"), [InputRequired(later("Enter a new password.")), strong]
    )


class RegistrationForm(FlaskForm):
    password = PasswordField(
        later("Password"), [InputRequired(later("Choose a password.")), strong]
    )
    password_again = PasswordField(
        later("Password again"),
        [EqualTo("password", later("The two passwords are not the same."))],
    )


class ChangePasswordForm(FlaskForm):
    old_password = PasswordField(
        later("Old password"), [InputRequired(later("Enter your old password."))]
    )
    new_password = PasswordField(
        later("New password"), [InputRequired(later("Enter a new password.")), strong]
    )

"""What WTForms itself says of a field is in the page's language, as all around it is (P19)."""

import pytest
from flask_wtf import FlaskForm
from wtforms import SelectField

SAID = {"en": "Not a valid choice.", "de": "Keine gültige Auswahl.",
        "es": "Opción inválida.", "fr": "N'est pas un choix valide."}


class Wish(FlaskForm):
    color = SelectField(choices=[("red", "Red")])


@pytest.mark.parametrize("language", SAID)
def test_a_choice_that_there_is_not(app, language):
    headers = {"Accept-Language": language}
    with app.test_request_context(method="POST", data={"color": "none"}, headers=headers):
        form = Wish()
        form.validate()
        assert form.color.errors == [SAID[language]]

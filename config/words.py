"""Words for templates: each looked up once, what is put into them escaped."""

from functools import cache

from markupsafe import Markup

from config.catalogues import catalogue


@cache
def vocabulary(language):
    """One for all zones, of which users choose some hundred."""
    return Words(language)


class Words:
    """Messages in one language; called with a message and the values that it names."""

    def __init__(self, language):
        self.language = language
        self.known = {}

    def __call__(self, message, **values):
        word = self.known.get(message)
        if word is None:
            word = self.known[message] = ours(catalogue(self.language).gettext(message))
        return word % values if values else word

    def meant(self, meaning, message):
        """The message where it means one of several things, as “To” a day or a person."""
        return ours(catalogue(self.language).pgettext(meaning, message))

    def plural(self, singular, plural, num, **values):
        """The form for a number, which the text names as %(num)s."""
        word = ours(catalogue(self.language).ngettext(singular, plural, num))
        return word % {"num": num, **values}


def ours(text):
    """Text of our own templates and catalogues, which may hold markup; nobody else's comes here."""
    return Markup(text)  # nosec B704

"""A sandbox's mails come to say what its company's production says (T3)."""

from typing import NamedTuple

from config.catalogues import LANGUAGES
from mailers.catalogue import SUBJECTS
from mailers.own_template import OwnTemplate
from mailers.sending import Sending
from tenants.current import as_tenant


class Wording(NamedTuple):
    """A company's own words by (template, language); enabled, reply-to and copies by template."""

    words: dict
    sending: dict

    @classmethod
    def here(cls):
        """What is said by the tenant in force."""
        words = {(own.template, own.language): own.words for own in OwnTemplate.wordings()}
        sending = {each.template: (each.enabled, each.reply_to, each.copies)
                   for each in Sending.all()}
        return cls(words, sending)

    @classmethod
    def of(cls, tenant_id):
        with as_tenant(tenant_id):
            return cls.here()

    def other_words(self, than):
        """Keys of templates that say something else; None stands for Portico's own words."""
        keys = sorted(self.words.keys() | than.words.keys())
        return [key for key in keys if self.words.get(key) != than.words.get(key)]

    def other_sending(self, than):
        plain = (True, "", [])
        names = sorted(self.sending.keys() | than.sending.keys())
        return [name for name in names
                if self.sending.get(name, plain) != than.sending.get(name, plain)]


def overwritten(production_id):
    """Titles of the templates that a copy would change, with their languages where words do."""
    source, present = Wording.of(production_id), Wording.here()
    languages = {name: [] for name in SUBJECTS
                 if name in source.other_sending(present)}
    for name, language in source.other_words(present):
        languages.setdefault(name, []).append(LANGUAGES[language])
    return [(SUBJECTS[name].title, languages[name]) for name in SUBJECTS if name in languages]


def copy_templates(production_id, by):
    """Take production's words, each as a version more, and its addresses; uncommitted."""
    source = Wording.of(production_id)
    Sending.lock()
    present = Wording.here()
    for key in source.other_words(present):
        take(*key, source.words.get(key), by)
    for name in source.other_sending(present):
        Sending.of(name).change(*source.sending.get(name, (True, "", [])), by)


def take(template, language, words, by):
    newest = OwnTemplate.newest(template, language)
    OwnTemplate.save(template, language, words, newest.number if newest else 0, by,
                     "copied" if words else "reset")

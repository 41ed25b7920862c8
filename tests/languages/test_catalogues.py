"""Every catalogue is whole: all messages of the code, each translated so that it cannot break."""

import re
from collections import Counter

import pytest

from config.catalogues import LANGUAGES, path_of, read
from config.extraction import extracted, translated, updated, written

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
MARKUP = re.compile(r"</?\w+[^>]*>|&\w+;")
END = re.compile(r"[.:?!…]$")
FAMILIAR = {
    "es": r"\b(tú|tus?|ti|contigo|vosotros|vuestr\w+)\b",
    "fr": r"\b(tu|te|toi|ton|ta|tes)\b",
    "de": r"\b(du|dich|dir|dein\w*|euch|euer|eure\w*)\b",
}
FORMS = {language: int(re.search("nplurals=(.)", read(path_of(language), language).plural_forms)[1])
         for language in FAMILIAR}


@pytest.fixture(params=[language for language in LANGUAGES if language != "en"])
def catalogue(request):
    return read(path_of(request.param), request.param)


def pairs(catalogue):
    """(English, translation) of each form; the singular of a plural is held to itself."""
    for each in catalogue:
        if each.id and each.pluralizable:
            singular, plural = each.id
            yield from zip((singular, *[plural] * 9), each.string, strict=False)
        elif each.id:
            yield each.id, each.string


def wrong(catalogue, fits):
    return [pair for pair in pairs(catalogue) if pair[1] and not fits(*pair)]


def test_it_is_what_bin_words_writes(catalogue):
    """Run bin/words: it brings new messages and drops those that no code says any more."""
    language = str(catalogue.locale)
    assert written(updated(language, extracted())) == path_of(language).read_text()


def test_everything_is_translated_and_nothing_in_doubt(catalogue):
    assert [each.id for each in catalogue if each.id and not translated(each)] == []


def test_every_plural_has_its_forms(catalogue):
    forms = FORMS[str(catalogue.locale)]
    assert [each.id for each in catalogue if each.pluralizable and len(each.string) != forms] == []


def test_placeholders_are_kept(catalogue):
    assert wrong(catalogue, same_placeholders) == []


def test_only_a_singular_may_leave_its_number_out(catalogue):
    told = [(each.id[1], said) if each.pluralizable else (each.id, said)
            for each in catalogue if each.id
            for said in (each.string[1:] if each.pluralizable else [each.string]) if said]
    assert [pair for pair in told if placeholders(pair[0]) != placeholders(pair[1])] == []


def test_markup_is_kept(catalogue):
    assert wrong(catalogue, same_markup) == []


def test_values_can_be_put_in(catalogue):
    assert wrong(catalogue, fillable) == []


def test_sentences_end_as_they_did(catalogue):
    assert wrong(catalogue, same_end) == []


def test_nothing_has_blanks_at_its_ends(catalogue):
    assert wrong(catalogue, lambda english, said: said == said.strip()) == []


def test_readers_are_addressed_formally(catalogue):
    familiar = re.compile(FAMILIAR[str(catalogue.locale)], re.I)
    assert wrong(catalogue, lambda english, said: not familiar.search(said)) == []


def placeholders(text):
    return Counter(PLACEHOLDER.findall(text))


def same_placeholders(english, said):
    """The singular may say “one” instead of %(num)s."""
    kept, found = placeholders(english), placeholders(said)
    return kept == found or kept - found <= Counter(["%(num)s"]) and not found - kept


def same_markup(english, said):
    return Counter(MARKUP.findall(english)) == Counter(MARKUP.findall(said))


def fillable(english, said):
    """“100 %” beside a placeholder has to be “100 %%”."""
    names = re.findall(r"%\((\w+)\)", english)
    try:
        return not names or bool(said % dict.fromkeys(names, 1))
    except (TypeError, ValueError, KeyError):
        return False


def same_end(english, said):
    return (END.findall(english) or [""]) == (END.findall(said) or [""])


@pytest.mark.parametrize(("fits", "english", "said"), [
    (same_placeholders, "Pay %(amount)s", "Zahlen"),
    (same_placeholders, "Pay %(amount)s", "%(betrag)s zahlen"),
    (same_placeholders, "%(a)s of %(b)s", "%(a)s von %(a)s"),
    (same_placeholders, "{n} invoices", "Rechnungen"),
    (same_markup, "a <b>b</b>", "a <b>b"),
    (same_markup, "a &amp; b", "a & b"),
    (fillable, "%(n)s done", "%(n)s % fertig"),
    (fillable, "%(n)s done", "%(n)s fertig, 100%"),
    (same_end, "Done.", "Fertig"),
])
def test_what_would_break_a_page_is_found(fits, english, said):
    assert not fits(english, said)
    assert fits(english, english)

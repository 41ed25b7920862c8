"""Every mail is there in every language, with the same placeholders, parts and buttons."""

import re
from collections import Counter

import pytest

from config.catalogues import LANGUAGES
from mailers import rendering
from mailers.catalogue import SUBJECTS, TEMPLATES, default_template
from tests.languages.test_catalogues import FAMILIAR

LABEL = re.compile(r'"[^"]*"')
LIQUID = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)
TAG = re.compile(r"<[^>]+>")
ENGLISH = sorted(str(path.relative_to(TEMPLATES / "en"))
                 for path in (TEMPLATES / "en").rglob("*.*"))


@pytest.fixture(params=[language for language in LANGUAGES if language != "en"])
def language(request):
    return request.param


def both(language):
    for file in ENGLISH:
        own = TEMPLATES / language / file
        if own.exists():
            yield file, (TEMPLATES / "en" / file).read_text(), own.read_text()


def liquid(text):
    """What Liquid sees, in whatever order and however its buttons are labelled."""
    return Counter(LABEL.sub('""', each) for each in LIQUID.findall(text))


def test_every_part_is_there(language):
    folder = TEMPLATES / language
    assert sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*")) == ENGLISH


def test_placeholders_and_conditions_are_kept(language):
    wrong = {file: (liquid(english) - liquid(own), liquid(own) - liquid(english))
             for file, english, own in both(language) if liquid(english) != liquid(own)}
    assert wrong == {}


def test_markup_is_kept(language):
    assert [file for file, english, own in both(language)
            if TAG.findall(LIQUID.sub("", english)) != TAG.findall(LIQUID.sub("", own))] == []


def test_words_are_not_those_of_the_english_mail(language):
    same = [file for file, english, own in both(language)
            if own == english and re.search(r"[a-z]", TAG.sub("", LIQUID.sub("", own)))]
    assert set(same) <= {"sandbox.txt"}


def test_readers_are_addressed_formally(language):
    familiar = re.compile(FAMILIAR[language], re.I)
    assert [(file, familiar.findall(own)) for file, _, own in both(language)
            if familiar.search(TAG.sub("", LIQUID.sub("", own)))] == []


@pytest.mark.parametrize("name", SUBJECTS)
def test_each_can_be_saved_and_sent(language, name):
    subject, template = SUBJECTS[name], default_template(name, language)
    checked = rendering.check(template, subject.placeholders, required=subject.required,
                              locale=language)
    assert checked == []
    letter = rendering.render(template, rendering.sample_context(subject.placeholders),
                              locale=language)
    assert f'lang="{language}"' in letter.html
    assert letter.subject and "{{" not in letter.html + letter.text + letter.subject

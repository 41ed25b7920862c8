import pytest

from mailers import rendering
from mailers.letter import Template
from mailers.placeholders import Placeholder

PLACEHOLDERS = {
    "company.name": Placeholder("", "Acme"),
    "action_url": Placeholder("", "https://acme.example.com/x"),
    "lines": Placeholder("", [{"amount": "$1.00"}]),
}


def faults(html, text="{{ action_url }}", subject="Hello", required=()):
    found = rendering.check(Template(subject, html, text), PLACEHOLDERS, required=required)
    return [(fault.part, fault.line, fault.kind, fault.detail) for fault in found]


def test_accepts_what_is_right():
    html = (
        '{{ company.name | upcase }}{{ action_url | button: "Go" }}{{ lines[0].amount }}'
        "{{ company['name'] }}{% assign n = lines.size %}{{ n }}"
        "{% for line in lines %}{{ line.amount }}{% endfor %}"
    )
    assert faults(html, required=["action_url"]) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("\n{{ company.nmae }}", (2, "placeholder", "company.nmae")),
        ("{% if false %}\n\n{{ x }}{% endif %}", (3, "placeholder", "x")),
        ("{{ company.name.first_letter }}", (1, "placeholder", "company.name.first_letter")),
        ("{{ company[company.name] }}", (1, "placeholder", "company[company.name]")),
        ("a\n{{ company }}", (2, "group", "company")),
        ("a\nb {{ action_url | shout }}", (2, "filter", "shout")),
        ("{{ company.name | safe }}", (1, "filter", "safe")),
        ("{% include 'x' %}", (1, "syntax", "unexpected tag 'include'")),
        ("<p>\n{% if %}", (2, "syntax", None)),
        ("<p>\n\n{{ action_url ", (3, "syntax", None)),
        ("\n{% for line in lines %}{{ line.amuont }}{% endfor %}", (2, "placeholder", None)),
        ("{{ company.name | button: 'Go' }}", (1, "value", None)),
        ("{% for a in (1..999999) %}{% endfor %}", (1, "limit", None)),
        ("{{ (1..30000000) | join }}", (None, "killed", None)),
    ],
)
def test_tells_what_is_wrong_and_where(html, fault):
    found = faults(html)
    assert [(line, kind) for _, line, kind, _ in found][-1] == fault[:2]
    assert fault[2] is None or found[-1][3] == fault[2]


def test_names_the_part():
    found = faults("", subject="{{ x }}", text="\n{{ y }}")
    assert found == [("subject", 1, "placeholder", "x"), ("text", 2, "placeholder", "y")]


def test_wants_the_address_in_both_twins():
    found = faults("no link", text="none", required=["action_url"])
    assert [(part, kind) for part, _, kind, _ in found] == [
        ("html", "missing"),
        ("text", "missing"),
    ]


def test_says_it_in_a_sentence():
    fault = rendering.check(Template("{{ x }}", "", ""), PLACEHOLDERS)[0]
    assert fault.reason == "Unknown placeholder: x."

import html.parser
from decimal import Decimal

import pytest

from mailers.letter import NotRendered
from tests.mailers.writing import letter, refusal


class TestData:
    def test_is_escaped_in_html_and_left_alone_in_text(self):
        name = "<script>alert(1)</script> & Co"
        written = letter("<p>{{ name }}</p>", subject="{{ name }}", text="{{ name }}", name=name)
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co</p>" in written.html
        assert "<script" not in written.html
        assert name in written.text
        assert written.subject == name

    def test_cannot_leave_an_attribute(self):
        written = letter('<a title="{{ name }}">x</a>', name='" onclick="alert(1)')
        assert attributes(written.html, "a") == [{"title": '" onclick="alert(1)'}]

    @pytest.mark.parametrize("name", ["{{7*7}}", "{{ 7 | times: 7 }}", "{% include 'x' %}", "%}"])
    def test_that_looks_like_liquid_stays_text(self, name):
        written = letter("{{ name }}", subject="{{ name }}", text="{{ name }}", name=name)
        assert written.subject == name
        assert name in written.text
        assert name.replace("'", "&#39;") in written.html.replace("'", "&#39;")

    def test_stays_escaped_whatever_filter_it_passes(self):
        for name in ("safe", "escapejs", "newline_to_br", "strip_newlines", "escape_once"):
            try:
                written = letter(f"{{{{ name | {name} }}}}", name="<b>&lt;i&gt;</b>")
            except NotRendered:
                assert name == "safe"
                continue
            assert "<b>" not in written.html
            assert "<i>" not in written.html

    def test_is_plain_or_refused(self):
        for value in (Decimal("1.5"), object(), {1, 2}, float("nan")):
            with pytest.raises((TypeError, ValueError)):
                letter("{{ value }}", value=value)

    def test_shows_no_inner_life(self):
        probes = "{{ a.__class__ }}{{ a.__init__ }}{{ config }}{{ self }}{{ a.items }}{{ a.keys }}"
        assert letter(text=f"[{probes}]", a={"b": 1}).text.startswith("[]")

    def test_empty_text_counts_as_absent(self):
        assert (
            letter(text="{% if phone %}call{% else %}write{% endif %}", phone="").text[:5]
            == "write"
        )


class TestSubject:
    def test_is_one_line(self):
        written = letter(
            subject="Hello\r\n{{ name }}", name="Eve\r\nBcc: all@example.com\x00\u2028!"
        )
        assert written.subject == "Hello Eve Bcc: all@example.com !"

    def test_of_a_very_long_name_is_cut(self):
        assert letter(subject="{{ name }}", name="x" * 5000).subject == "x" * 199 + "…"

    def test_keeps_scripts_but_no_override_of_direction(self):
        written = letter(subject="{{ name }}", name="\u202eשלום محمد \u0915\u094d\u200d\u0937")
        assert written.subject == "שלום محمد \u0915\u094d\u200d\u0937"

    def test_of_a_sandbox_says_so(self):
        written = letter(subject="Hello", text="Body", sandbox=True)
        assert written.subject == "[Sandbox] Hello"
        assert "Sandbox: a test mail" in written.html
        assert written.text.startswith("*** Sandbox")


def test_a_refusal_repeats_no_data():
    refused = refusal("{{ name | slice: name }}", name="Jana Müller")
    assert "Jana" not in str(refused)
    assert str(refused) == "html:1 value"


def attributes(page, tag):
    found = []
    parser = html.parser.HTMLParser()
    parser.handle_starttag = lambda name, pairs: found.append(dict(pairs)) if name == tag else None
    parser.feed(page)
    return [{name: value for name, value in one.items() if name != "style"} for one in found]

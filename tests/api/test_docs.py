"""How the API reads: every call, for anybody, without anything from outside (I1)."""

import json
import re

from api.docs import FILE
from tests.api.program import Program


def test_every_call_and_shape_can_be_read(cast, app):
    page = Program(app, "acme", None).get("/docs")
    assert page.status_code == 200 and page.mimetype == "text/html"
    told = json.loads(FILE.read_text())
    for path in told["paths"].values():
        for method in set(path) - {"parameters"}:
            assert f'id="{path[method]["operationId"]}"' in page.text
    links = set(re.findall(r'href="#([^"]+)"', page.text)) - {"main"}
    assert not {link for link in links if f'id="{link}"' not in page.text}
    assert "C-2001" in page.text and "acme.localhost:8000/api/v1" in page.text


def test_nothing_comes_from_outside_and_nothing_runs(cast, app):
    page = Program(app, "acme", None).get("/docs")
    outside = re.findall(r'(?:src|href)="(https?:)?//', page.text)
    assert not outside and "<script" not in page.text and " style=" not in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]

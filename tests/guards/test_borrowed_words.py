"""Words that a visitor sends and we act on later: where to go, and which attempt this is."""

import pytest

from tests.guards.identities import BASE, csrf_token
from tests.guards.rows import changed
from tests.guards.table import TABLE

ELSEWHERE = (
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "evil.example",
    "/portal\\evil", "/portal/\\evil.example", "javascript:alert(1)", "/portal@evil.example",
    "https:evil.example", "/setup//evil.example", "/portal//evil.example", "\t//evil.example",
    "/portal/%0d%0aSet-Cookie:x=1", "/portal/\r\nSet-Cookie:x=1", "/setup.evil.example", "",
    "/%2fevil.example", "http:///evil.example", "/api/v1/customers", "/portal/../../evil",
)
DOORS = {"portal": "/portal", "setup": "/setup"}
PAY = next(route for route in TABLE if route.name == "POST /portal/payments/review")


def post(town, path, identity="anonymous", **data):
    return town.app.test_client(use_cookies=False).post(
        path, base_url=BASE, headers=town.identities[identity],
        data={"csrf_token": csrf_token(town.app), **data})


@pytest.mark.parametrize("door", DOORS)
def test_signing_in_leads_to_a_page_of_ours_only(town, door, kept):
    people = {"portal": "jane@atlas.example", "setup": "stan@acme.example"}
    form = next(route for route in TABLE if route.name == f"POST /{door}/login")
    password = dict(form.sent)["password"]
    for wish in ELSEWHERE:
        answer = town.app.test_client(use_cookies=False).post(
            f"/{door}/login", base_url=BASE, query_string={"next": wish},
            headers=town.identities["anonymous"],
            data={"csrf_token": csrf_token(town.app), "email": people[door], "password": password})
        place = answer.headers["Location"]
        assert answer.status_code == 302
        assert place.startswith(DOORS[door]), wish
        assert place.removeprefix(DOORS[door])[:1] in ("", "/", "?"), wish
        assert not set("\r\n\\") & set(place), wish
    kept.put_back()


@pytest.mark.parametrize("door", DOORS)
def test_the_page_that_was_wanted_is_kept(town, door):
    page = {"portal": "/portal/credits?sort=-status", "setup": "/setup/customers?q=atlas"}[door]
    answer = town.app.test_client(use_cookies=False).get(page, base_url=BASE)
    assert answer.status_code == 302 and "next=" in answer.location


@pytest.mark.parametrize(("whose", "status"), [("bruno", 409), ("initech", 303), ("sandbox", 303)])
def test_an_attempt_under_anothers_id_is_not_theirs(town, everything, kept, whose, status):
    """Another tenant's id is free to use; another customer's is neither shown nor changed."""
    before, ids = everything(), town.belongings["jane"]
    form = {**dict(PAY.fields(ids)), "attempt_id": town.belongings[whose]["attempt_id"]}
    answer = post(town, PAY.rule, "jane", **form)
    assert answer.status_code == status and "canary" not in answer.text.lower()
    mine = [(town.cast.acme, customer) for customer in ("", "C-1001", "C-1003")]
    assert changed(before, everything(), mine) == []
    kept.put_back()

"""bin/portico import focus: its choices, its figures, its refusals."""

import json

import pytest
from click.testing import CliRunner

from setup.commands import portico
from tests.billing.usage.focus_file import SMALL, row, write


@pytest.fixture
def focus(app, app_of, tmp_path):
    def run(*arguments):
        beside = ["--errors", tmp_path / "refused.csv"]
        return CliRunner().invoke(
            portico, ["import", "focus", *map(str, [*arguments, *beside])], obj=app_of)

    return run


def test_figures_as_json(focus):
    done = focus(SMALL, "--by-issuer", "--bill", "2024-09", "--json")
    figures = json.loads(done.stdout)
    assert done.exit_code == 0 and figures["stored"] == 32
    nimbus = figures["tenants"][0]
    assert nimbus["url"] == "http://nimbushostinginc.localhost:8000"
    assert nimbus["total"] == [{"amount": "3.66", "currency": "USD"}]


def test_figures_for_people(focus, tmp_path):
    path = write(tmp_path / "some.csv", row(), row(BilledCost="x"))
    told = focus(path, "--by-issuer", "--bill", "2024-09").stdout.splitlines()
    assert told[:2] == ["2 rows read: 1 stored, 0 known already, 1 refused.",
                        "  row 3: BilledCost is not a number: “x”"]
    assert told[2] == f"The refused rows and why: {tmp_path / 'refused.csv'}"
    assert told[-1].split() == ["stratus", "1", "1", "1", "0.25", "USD", "0", "–"]


def test_everything_to_one_tenant(cast, focus):
    figures = json.loads(focus(SMALL, "--tenant", "acme", "--json").stdout)
    (acme,) = figures["tenants"]
    assert (acme["subdomain"], acme["customers"], acme["usages"]) == ("acme", 12, 32)
    assert acme["invoices"] == 0


@pytest.mark.parametrize(
    "content",
    ['{"Stratus": "clouds"}', "issuer,subdomain\nStratus,clouds\n", "\ufeffStratus,clouds\n\n"],
)
def test_a_mapping_by_json_or_csv(focus, tmp_path, content):
    (tmp_path / "map").write_text(content, encoding="utf-8")
    path = write(tmp_path / "some.csv", row())
    done = focus(path, "--by-issuer", "--map", tmp_path / "map", "--json")
    assert json.loads(done.stdout)["tenants"][0]["subdomain"] == "clouds"


@pytest.mark.parametrize(
    "arguments, message",
    [
        ([], "Choose one"),
        (["--by-issuer", "--tenant", "acme"], "Choose one"),
        (["--tenant", "nosuch"], "There is no tenant “nosuch”"),
        (["--tenant", "acme", "--admin-email", "a@b.example"], "go with --by-issuer"),
        (["--by-issuer", "--bill", "2024-13"], "give a month such as 2024-09"),
        (["--by-issuer", "--bill", "september"], "give a month such as 2024-09"),
    ],
)
def test_a_bad_choice_is_told_and_ends_in_failure(focus, arguments, message):
    done = focus(SMALL, *arguments)
    assert done.exit_code != 0 and message in done.stderr


@pytest.mark.parametrize(
    "content, message",
    [
        ("Stratus,Clouds\n", "Use lower case"),
        ("Stratus\n", "not an issuer and its subdomain"),
        ('{"Stratus": 5}', "not an issuer and its subdomain"),
        ('{"Stratus"', "Expecting"),
    ],
)
def test_a_bad_mapping_is_told(focus, tmp_path, content, message):
    (tmp_path / "map").write_text(content)
    done = focus(SMALL, "--by-issuer", "--map", tmp_path / "map")
    assert done.exit_code == 1 and message in done.stderr


def test_another_file_is_told(focus, tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    done = focus(tmp_path / "other.csv", "--by-issuer")
    assert done.exit_code == 1 and "names no column BilledCost" in done.stderr


def test_every_command_explains_itself(focus):
    assert "--by-issuer" in focus("--help").stdout

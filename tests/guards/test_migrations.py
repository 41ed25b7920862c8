"""Migrations are numbered without gaps, each after the one before it, each with its SQL."""

import re

from alembic.config import Config
from alembic.script import ScriptDirectory

from config.settings import ROOT

FOLDER = ROOT / "migrations"


def names(folder, ending):
    return sorted(path.stem for path in (FOLDER / folder).glob(f"*.{ending}"))


def test_numbers_have_no_gaps_and_names_say_what_is_done():
    migrations = names("versions", "py")
    numbers = [int(name[:4]) for name in migrations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(re.fullmatch(r"\d{4}_[a-z_]+", name) for name in migrations)


def test_each_follows_the_one_before():
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    chain = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert chain[::-1] == names("versions", "py")


def test_each_has_its_statements():
    assert names("sql", "sql") == names("versions", "py")

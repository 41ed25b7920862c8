"""app.py joins rooms and settings, and nothing else (D38); import-linter cannot name it."""

import ast
from configparser import ConfigParser

from config.settings import ROOT

WHOLE = {"api", "portal", "setup"}
FROM = {"config", "config.database", "config.extensions", "config.health", "config.web",
        "functools", "mailers", "setup.commands", "tenants"}


def test_app_imports_rooms_and_config_only():
    tree = ast.parse((ROOT / "app.py").read_text())
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert {name.name for node in imports if isinstance(node, ast.Import) for name in node.names} \
        == WHOLE
    assert {node.module for node in imports if isinstance(node, ast.ImportFrom)} <= FROM


def test_app_holds_one_function_and_no_routes():
    tree = ast.parse((ROOT / "app.py").read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [function.name for function in functions] == ["create_app"]


def test_import_linter_knows_every_room():
    """A room that it did not know could import what it likes."""
    told = ConfigParser()
    told.read(ROOT / "setup.cfg")
    known = set(told["importlinter"]["root_packages"].split())
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert rooms - known <= {"tests", "bench", "migrations"}

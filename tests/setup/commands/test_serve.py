from billing.documents import fonts
from setup.commands import serve


def test_a_script_without_a_font_is_said_at_start_up(monkeypatch, capsys):
    kept = {family: path for family, path in fonts.paths().items() if "Thai" not in family}
    monkeypatch.setattr(fonts, "paths", lambda: kept)
    fonts.coverage.cache_clear()
    serve.say_missing_fonts()
    fonts.coverage.cache_clear()
    assert "No font shows Thai" in capsys.readouterr().err


def test_nothing_is_said_where_all_fonts_are(capsys):
    serve.say_missing_fonts()
    assert capsys.readouterr().err == ""

"""Settings come from the environment, else from running services; what is missing is told."""

import json

import pytest

from config import settings

WHOLE = {name: f"redis://{name.lower()}" for name in settings.REQUIRED}


def test_what_is_missing_is_named_with_what_to_do(tmp_path):
    with pytest.raises(settings.SettingMissing) as told:
        settings.read({"PORTICO_STATE": str(tmp_path), "DATABASE_URL": "x", "SECRET_KEY": "x"})
    for name in ("REDIS_URL", "S3_ENDPOINT_URL", "SMTP_URL"):
        assert name in str(told.value)
    assert "DATABASE_URL" not in str(told.value) and "bin/run" in str(told.value)


def test_the_environment_comes_first_then_the_services_then_defaults(tmp_path):
    running = {**WHOLE, "S3_BUCKET": "from the services", "PORT": "8123"}
    (tmp_path / "environment.json").write_text(json.dumps(running))
    found = settings.read({"PORTICO_STATE": str(tmp_path), "PORT": "9000", "S3_REGION": ""})
    assert (found["PORT"], found["S3_BUCKET"], found["S3_REGION"]) == (
        "9000", "from the services", "us-east-1")
    assert found["REDIS_URL"] == WHOLE["REDIS_URL"]


def test_unknown_names_are_not_taken(tmp_path):
    found = settings.read({**WHOLE, "PORTICO_STATE": str(tmp_path), "LD_PRELOAD": "x"})
    assert "LD_PRELOAD" not in found


@pytest.mark.parametrize(("base_url", "secure", "netloc"), [
    ("http://localhost:8000", False, "localhost:8000"),
    ("https://portico.example", True, "portico.example"),
])
def test_tls_decides_about_cookies(base_url, secure, netloc):
    config = settings.flask_config({**settings.DEFAULTS, **WHOLE, "BASE_URL": base_url})
    assert config["SECURE"] is config["SESSION_COOKIE_SECURE"] is secure
    assert config["BASE_NETLOC"] == netloc
    assert config["SESSION_COOKIE_NAME"].startswith("__Host-") is secure


def test_the_mail_page_exists_only_with_a_store():
    usual = {**settings.DEFAULTS, **WHOLE}
    assert settings.flask_config(usual)["EMBEDDED"] is False
    assert settings.flask_config({**usual, "MAIL_STORE": "/tmp/mails"})["EMBEDDED"] is True


@pytest.mark.parametrize(("url", "server", "port", "tls", "ssl"), [
    ("smtp://mail.example:2525", "mail.example", 2525, False, False),
    ("smtp+tls://mail.example:587", "mail.example", 587, True, False),
    ("smtps://u:p@mail.example:465", "mail.example", 465, False, True),
])
def test_the_mail_servers_address_is_taken_apart(url, server, port, tls, ssl):
    config = settings.flask_config({**settings.DEFAULTS, **WHOLE, "SMTP_URL": url})
    assert (config["MAIL_SERVER"], config["MAIL_PORT"]) == (server, port)
    assert (config["MAIL_USE_TLS"], config["MAIL_USE_SSL"]) == (tls, ssl)

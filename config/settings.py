"""Settings, read from the environment first and from the embedded launcher's file second."""

import json
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent

DEFAULTS = {
    "BASE_URL": "http://localhost:8000",
    "S3_BUCKET": "portico",
    "S3_REGION": "us-east-1",
    "OPS_EMAIL": "ops@localhost",
    "PORT": "8000",
    "PORTICO_STATE": str(ROOT / "var"),
}

NAMES = (
    "DATABASE_URL DATABASE_OWNER_URL DATABASE_OPS_URL REDIS_URL S3_ENDPOINT_URL"
    " S3_PUBLIC_ENDPOINT_URL S3_BUCKET S3_REGION S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY SMTP_URL"
    " MAIL_STORE TEST_GATEWAY_URL TEST_GATEWAY_SECRET SECRET_KEY BASE_URL OPS_EMAIL PORT"
    " CREDENTIAL_KEYS PORTICO_STATE METRICS_TOKEN TRUSTED_PROXIES MAIL_FROM MAIL_BOUNCES"
    " API_CALLS_PER_MINUTE"
    " WEBHOOK_NETWORKS"
).split()

MAIL_PORTS = {"smtps": 465, "smtp+tls": 587}
LOCAL = "127.0.0.0/8,::1/128"  # where programs run that are tried out beside bin/run
REQUIRED = ("DATABASE_URL", "REDIS_URL", "S3_ENDPOINT_URL", "SMTP_URL", "SECRET_KEY",
            "CREDENTIAL_KEYS")


class SettingMissing(RuntimeError):
    """A service's address is neither in the environment nor known from running services."""


def read(environ=None):
    """Every setting by its name; raises SettingMissing with what to do about it."""
    environ = os.environ if environ is None else environ
    state = environ.get("PORTICO_STATE") or DEFAULTS["PORTICO_STATE"]
    values = {**DEFAULTS, **embedded(Path(state)), **given(environ)}
    missing = [name for name in REQUIRED if not values.get(name)]
    if missing:
        raise SettingMissing(
            f"not set: {', '.join(missing)}. Start bin/run first, or set them in the environment."
        )
    return values


def given(environ):
    return {name: environ[name] for name in NAMES if environ.get(name)}


def embedded(state):
    """The addresses of the services that bin/run has started on this state folder, if any."""
    try:
        return json.loads((state / "environment.json").read_text())
    except (FileNotFoundError, PermissionError):
        return {}


def flask_config(values, database="DATABASE_URL"):
    """The same settings as Flask and its extensions name them."""
    base, smtp = urlsplit(values["BASE_URL"]), urlsplit(values["SMTP_URL"])
    secure = base.scheme == "https"
    return {
        **values,
        "SQLALCHEMY_DATABASE_URI": values[database],
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "pool_size": 4,
            "max_overflow": 4,
            "hide_parameters": True,  # a traceback must not tell addresses
        },
        "MAIL_SERVER": smtp.hostname,
        "MAIL_PORT": smtp.port or MAIL_PORTS.get(smtp.scheme, 25),
        "MAIL_USE_TLS": smtp.scheme == "smtp+tls",
        "MAIL_USE_SSL": smtp.scheme == "smtps",
        "MAIL_USERNAME": unquote(smtp.username or "") or None,
        "MAIL_PASSWORD": unquote(smtp.password or "") or None,
        "EMBEDDED": bool(values.get("MAIL_STORE")),
        "WEBHOOK_NETWORKS": networks(values),
        "BASE_SCHEME": base.scheme,
        "BASE_HOST": base.hostname,
        "BASE_NETLOC": base.netloc,
        "SECURE": secure,
        "SESSION_COOKIE_NAME": "__Host-notice" if secure else "notice",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "RATELIMIT_STORAGE_URI": values["REDIS_URL"].replace("unix://", "redis+unix://", 1),
        "RATELIMIT_STORAGE_OPTIONS": {"socket_timeout": 5},  # seconds; no call waits for it longer
        "RATELIMIT_SWALLOW_ERRORS": True,
        "WTF_CSRF_ENABLED": False,  # config.forgery guards every unsafe request, not only forms
        "FILTER_PATIENCE": 10_000,  # milliseconds; a text may be looked for in a million rows
        "MAX_CONTENT_LENGTH": 8 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
    }


def networks(values):
    """Those that webhooks may reach besides public ones: in production only what ops name."""
    said = values.get("WEBHOOK_NETWORKS") or (LOCAL if values.get("MAIL_STORE") else "")
    return tuple(each.strip() for each in said.split(",") if each.strip())

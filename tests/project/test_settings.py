"""The environment comes in; nonsense stops the start with a line that names the variable and repeats no value."""

import runpy
from pathlib import Path

import pytest
import structlog
from django.core.exceptions import ImproperlyConfigured

SETTINGS = Path(__file__).resolve().parents[2] / "clinic" / "settings.py"
LONG = "0123456789abcdefghijklmnopqrstuvwxyz-0123456789-abcdefgh"
PRODUCTION = {"QIAO_DEMO": "0", "SECRET_KEY": LONG, "SALT_KEY": LONG[::-1], "PASSPORT_HASH_KEY": LONG[5:], "ALLOWED_HOSTS": "qiao.example"}


@pytest.fixture
def load(monkeypatch, tmp_path):
    """Read the settings file anew under the given environment, without touching the running ones."""
    configured = structlog.get_config()

    def loaded(**env: str) -> dict:
        for name in (*PRODUCTION, "REDIS_URL", "DATABASE_URL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"QIAO_STATE": str(tmp_path)} | env).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(SETTINGS))

    yield loaded
    structlog.configure(**configured)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "SALT_KEY", "PASSPORT_HASH_KEY"])
def test_a_clinic_without_a_secret_does_not_start(load, missing) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{missing} is missing"):
        load(**{name: value for name, value in PRODUCTION.items() if name != missing})


@pytest.mark.parametrize(("name", "nonsense"), [
    ("QIAO_DEMO", "maybe"),
    ("DEBUG", "2"),
    ("HTTPS", "https"),
    ("CONN_MAX_AGE", "-1"),
    ("CONN_MAX_AGE", "ten"),
    ("CONN_MAX_AGE", "٣"),
    ("DATABASE_URL", "mysql://root@db/qiao"),
    ("DATABASE_URL", "postgres://db:port/qiao"),
    ("REDIS_URL", "localhost:6379"),
    ("EMAIL_URL", "mail.example"),
    ("LOG_LEVEL", "LOUD"),
    ("SECRET_KEY", "tiny"),
    ("SECRET_KEY", "a" * 60),
    ("SALT_KEY", "tiny"),
    ("PASSPORT_HASH_KEY", f"{LONG},tiny"),
    ("ALLOWED_HOSTS", "*"),
])  # fmt: skip
def test_nonsense_is_named_and_not_repeated(load, name, nonsense) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} ") as refusal:
        load(**PRODUCTION | {name: nonsense})
    assert nonsense not in str(refusal.value).removeprefix(name)


def test_the_demo_clinic_needs_nothing(load) -> None:
    settings = load(QIAO_DEMO="1")
    assert settings["DEMO"] is True
    assert settings["CELERY_TASK_ALWAYS_EAGER"] is True
    assert settings["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert settings["EMAIL_BACKEND"].endswith("console.EmailBackend")


def test_production_is_closed(load) -> None:
    settings = load(**PRODUCTION)
    named = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_INCLUDE_SUBDOMAINS")
    assert [settings[name] for name in named] == [True] * 4
    assert settings["SECURE_PROXY_SSL_HEADER"] is None
    assert settings["DEBUG"] is False


def test_postgresql_keeps_its_connections(load) -> None:
    database = load(**PRODUCTION, DATABASE_URL="postgres://qiao:secret@db:5432/qiao")["DATABASES"]["default"]
    assert (database["ENGINE"], database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == ("clinic.postgresql", 600, True)
    assert "transaction_mode" not in database.get("OPTIONS", {})


def test_keys_rotate_with_the_new_one_in_front(load) -> None:
    settings = load(**PRODUCTION | {"SALT_KEY": f"{LONG[::-1]}, {LONG}", "PASSPORT_HASH_KEY": f"{LONG[3:]},{LONG}"})
    assert settings["SALT_KEY"] == [LONG[::-1], LONG]
    assert settings["PASSPORT_HASH_KEY"] == LONG[3:]


def test_a_demo_key_never_reaches_production(load) -> None:
    demo = load(QIAO_DEMO="1")
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY "):
        load(**PRODUCTION | {"SECRET_KEY": demo["SECRET_KEY"]})

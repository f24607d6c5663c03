"""What every test may ask for. People come from `tests.cast`, things from `tests.make`."""
import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache

from tests.racing import Outcome, run_processes

pytest_plugins = ("tests.cast",)


def pytest_configure() -> None:
    """Settings that a test run wants otherwise; each with its reason."""
    # A file, not memory: several processes must be able to open it.
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = f"{os.environ['QIAO_TEST_FOLDER']}/test.sqlite3"
    # Argon2 is slow by design; fifty sign-ins would be a quarter of the run.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Hashed names exist only after collectstatic.
    django_settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # Tests of the queue start a real worker with the fixture `worker`; elsewhere a task runs where it is called.
    django_settings.CELERY_TASK_ALWAYS_EAGER = True
    django_settings.CELERY_TASK_EAGER_PROPAGATES = True


@pytest.fixture(autouse=True)
def _empty_cache() -> Generator[None]:
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def archive(settings: object, tmp_path: Path) -> Path:
    """A document archive for this test alone."""
    settings.DOCUMENT_ARCHIVE = tmp_path / "documents"
    return settings.DOCUMENT_ARCHIVE


@pytest.fixture
def race(transactional_db: None) -> Callable[..., list[Outcome]]:
    """Run one callable in many processes at the same instant against the test database; see `tests.racing`."""
    return run_processes

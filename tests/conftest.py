"""What every test may ask for. People come from `tests.cast`, things from `tests.make`."""

import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase

from clinic.celery import app as celery_app
from tests import ready
from tests.racing import Outcome, run_processes
from tests.working import start_worker, stop_worker

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
    celery_app.conf.task_always_eager = True
    celery_app.conf.task_eager_propagates = True


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """A fixture of pytest-django's, asked before it makes the database: that one is here already, and goes with the folder of the run."""
    ready.give(django_settings.DATABASES["default"])
    return True


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
def child_environment() -> dict[str, str]:
    """The environment for a process of ours that must work on this test's database and broker."""
    where = connection.settings_dict
    url = f"sqlite:///{where['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{where['USER']}@{where['HOST']}:{where['PORT']}/{where['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "clinic.settings"}


@pytest.fixture
def worker(transactional_db: None, child_environment: dict[str, str], tmp_path: Path) -> Generator[Path]:
    """A real Celery worker at the test database; tasks go to the broker while it runs. Gives the file it logs to."""
    log = tmp_path / "worker.log"
    process = start_worker(celery_app, env=child_environment | {"DOCUMENT_ARCHIVE": str(tmp_path / "documents")}, log=log)
    celery_app.conf.task_always_eager = False
    yield log
    celery_app.conf.task_always_eager = True
    stop_worker(celery_app, process)


@pytest.fixture
def race(transactional_db: None) -> Callable[..., list[Outcome]]:
    """Run one callable in many processes at the same instant against the test database; see `tests.racing`."""
    return run_processes


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="leave out the tests that touch no database: they ran on the other one")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A rule knows no database; the second run would prove nothing more about it."""
    if not config.getoption("--only-database"):
        return
    kept = [item for item in items if _touches_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _touches_database(item: pytest.Item) -> bool:
    wanted = {"db", "transactional_db", "django_db_setup"}
    case = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or bool(wanted & set(getattr(item, "fixturenames", ())))
        or (isinstance(case, type) and issubclass(case, TransactionTestCase))
    )

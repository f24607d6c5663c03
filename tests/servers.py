"""A pytest plugin, named in `addopts -p` because settings are loaded before any conftest.

It starts real servers for the run and exports their addresses. `QIAO_TEST_DATABASE=postgresql` picks the database,
SQLite is the default. With xdist the controller starts the servers once; each worker gets a Redis database of its own.
"""

import gc
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from setup.scratch import new_folder
from setup.servers import Server, start_postgresql, start_redis

DATABASES = ("sqlite", "postgresql")
FOLDER = "QIAO_TEST_FOLDER"
READY = "QIAO_TEST_READY"  # where the migrated database lies: of this run, or of several that ./test starts
# The developer's own settings must not reach the tests.
NOT_OURS = (
    "DEBUG",
    "EMAIL_URL",
    "ALLOWED_HOSTS",
    "HTTPS",
    "BEHIND_PROXY",
    "SECRET_KEY",
    "SALT_KEY",
    "PASSPORT_HASH_KEY",
    "DOCUMENT_ARCHIVE",
)
started: list[Server] = []


def chosen_database() -> str:
    chosen = os.environ.get("QIAO_TEST_DATABASE", "sqlite")
    if chosen not in DATABASES:
        raise pytest.UsageError(f"QIAO_TEST_DATABASE must be one of {', '.join(DATABASES)}.")
    return chosen


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None]:
    """A wrapper runs before pytest-django's own hook, which loads the settings."""
    gc.disable()  # until everything is loaded and found: all of that stays, and looking through it is a sixth of the time
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker:
        _start()
    redis_database = int(worker.removeprefix("gw")) if worker else 0
    os.environ["REDIS_URL"] = f"{os.environ['QIAO_TEST_REDIS']}/{redis_database}"
    return (yield)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    gc.enable()


def _start() -> None:
    folder = new_folder()
    ready = Path(os.environ.setdefault(READY, str(folder)))
    redis = start_redis(folder / "redis")
    started.append(redis)
    use_settings_of_our_own(folder)
    os.environ[FOLDER] = str(folder)
    os.environ["QIAO_TEST_REDIS"] = redis.url.removesuffix("/0")
    if chosen_database() == "postgresql":
        server = start_postgresql(ready / "postgresql")
        started.append(server)
        os.environ["DATABASE_URL"] = server.url
    else:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/unused.sqlite3"


def use_settings_of_our_own(folder: Path) -> None:
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ |= {"QIAO_DEMO": "1", "QIAO_STATE": str(folder / "state")}


def pytest_unconfigure() -> None:
    while started:
        started.pop().stop()
    if not os.environ.get("PYTEST_XDIST_WORKER") and FOLDER in os.environ:
        shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


def pytest_report_header() -> str:
    return f"database: {chosen_database()}, broker: {os.environ['QIAO_TEST_REDIS']}"

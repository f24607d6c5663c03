"""What ./run finds to prepare, asked without loading Django."""

import pytest
from django.core.management import call_command

from setup import readiness


@pytest.fixture
def env(tmp_path, child_environment, transactional_db) -> dict[str, str]:
    (tmp_path / "state").mkdir()
    return child_environment | {"QIAO_STATE": str(tmp_path / "state"), "QIAO_DEMO": "0"}


def test_a_new_database_is_prepared(tmp_path) -> None:
    assert readiness.reason_to_prepare({"QIAO_STATE": str(tmp_path)}) == "the database is new"


def test_nothing_to_do_when_everything_is_there(env) -> None:
    readiness.remember(env)
    assert readiness.reason_to_prepare(env) == ""


def test_a_missing_migration_is_noticed(env) -> None:
    readiness.remember(env)
    call_command("migrate", "audit", "zero", fake=True, verbosity=0)
    try:
        assert readiness.reason_to_prepare(env) == "the database is behind"
    finally:
        call_command("migrate", fake=True, verbosity=0)


def test_changed_files_are_noticed(env, monkeypatch) -> None:
    readiness.remember(env)
    monkeypatch.setattr(readiness, "fingerprint", lambda: "another")
    assert readiness.reason_to_prepare(env) == "files have changed"


def test_an_empty_demo_clinic_is_filled(env) -> None:
    readiness.remember(env)
    assert readiness.reason_to_prepare(env | {"QIAO_DEMO": "1"}) == "the demo clinic has no visits today"

"""`/healthz` tells what works and what does not, to a stranger and without a secret."""

from datetime import timedelta

import pytest
from django.conf import settings as current
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from clinic import heartbeat
from setup.processes import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def beat_rang(transactional_db: None):
    """Set when beat was last seen, so many seconds ago."""

    def rang(seconds: int) -> None:
        every = IntervalSchedule.objects.create(every=30, period="seconds")
        last = timezone.now() - timedelta(seconds=seconds)
        PeriodicTask.objects.create(name="heartbeat", task="clinic.heartbeat.beat", interval=every, last_run_at=last)

    return rang


def test_a_stranger_may_ask(client, beat_rang) -> None:
    beat_rang(5)
    heartbeat.beat()
    answer = client.get("/healthz")
    assert answer.json() == {"status": "ok", "checks": dict.fromkeys(
        ("database", "broker", "beat", "worker", "fonts", "harfbuzz_subset", "archive"), "ok")}  # fmt: skip
    assert answer.status_code == 200


def test_without_a_broker_tasks_run_in_place_and_that_is_well(client, settings) -> None:
    settings.REDIS_URL = ""
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert {answer.json()["checks"][name] for name in ("broker", "beat", "worker")} == {"in place"}


def test_a_dead_broker_is_told(client, settings) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["broker"] == "unreachable"


def test_a_beat_that_stopped_two_minutes_ago_is_told(client, beat_rang) -> None:
    beat_rang(121)
    assert client.get("/healthz").json()["checks"]["beat"] == "not seen lately"


def test_a_worker_never_seen_is_told(client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["checks"]["worker"]) == (503, "not seen yet")


def test_an_archive_that_cannot_be_written_is_told(client, settings, tmp_path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    settings.DOCUMENT_ARCHIVE = tmp_path / "taken"
    assert client.get("/healthz").json()["checks"]["archive"] == "not writable"


def test_no_secret_and_no_place_is_told(client) -> None:
    told = client.get("/healthz").content.decode()
    places = (current.DOCUMENT_ARCHIVE, current.DATABASES["default"]["NAME"], current.BASE_DIR)
    assert [secret for secret in (current.SECRET_KEY, current.REDIS_URL, *map(str, places)) if secret in told] == []


def test_only_reading_is_allowed(client) -> None:
    assert client.post("/healthz").status_code == 405

"""A real broker, a real worker, a real mail server; and what happens when one of them dies."""
import os
import signal
import subprocess
import sys

import pytest
from django.utils import timezone

from clinic.celery import app
from clinic.reminders import due, tasks
from clinic.reminders.models import Reminder
from tests.reminders.conftest import visit_for_the_real_clock
from tests.working import eventually, start_worker, stop_worker

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 30


def state() -> str:
    return Reminder.objects.get().state if Reminder.objects.exists() else ""


@pytest.fixture
def mailing_worker(mailbox, child_environment, tmp_path):
    """A worker that mails to our server; tasks go to the broker while it is there."""
    app.conf.task_always_eager = False
    process = start_worker(app, env=child_environment | {"EMAIL_URL": mailbox.url}, log=tmp_path / "worker.log")
    yield process
    stop_worker(app, process)
    app.conf.task_always_eager = True


def test_a_sweep_rung_by_the_broker_ends_in_a_mail(mailing_worker, mailbox):
    visit_for_the_real_clock()
    tasks.sweep.delay()
    assert eventually(lambda: state() == "sent")
    assert [message["To"] for message in mailbox.messages] == ["noon@example.org"]


def test_a_worker_killed_in_the_middle_loses_nothing(mailing_worker, mailbox):
    visit_for_the_real_clock()
    mailbox.hang.set()
    tasks.sweep.delay()
    assert mailbox.arrived.wait(SECONDS)
    os.killpg(mailing_worker.pid, signal.SIGKILL)
    assert (state(), mailbox.messages) == ("claimed", [])
    mailbox.hang.clear()
    Reminder.objects.update(claimed_at=timezone.now() - due.STUCK_AFTER)
    app.conf.task_always_eager = True
    tasks.sweep()
    assert (state(), len(mailbox.messages)) == ("sent", 1)


def test_without_a_broker_the_row_waits_for_the_next_sweep(child_environment, mailbox):
    visit_for_the_real_clock()
    script = "import django; django.setup(); from clinic.reminders import tasks; print(tasks.sweep())"
    environment = child_environment | {"REDIS_URL": "redis://127.0.0.1:1/0", "EMAIL_URL": mailbox.url}
    dead = subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True, text=True, timeout=SECONDS)
    assert (dead.stdout.strip(), state()) == ("0", "pending")
    tasks.sweep()
    assert (state(), len(mailbox.messages)) == ("sent", 1)

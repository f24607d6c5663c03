"""The sign of life passes through the broker and a real worker."""

from clinic import heartbeat
from tests.working import eventually


def test_a_real_worker_writes_down_the_heartbeat(worker) -> None:
    heartbeat.beat.delay()
    assert eventually(heartbeat.last_heard), worker.read_text()

"""A real mail server in this process, and visits that need a reminder."""
import threading
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from clinic.visits.models import Visit
from patients.models import Patient, Region
from setup.processes import free_port
from tests.make import NOW, heihe, make_consent, make_patient, make_stay, make_visit

TOMORROW = heihe(10).date() + timedelta(days=1)
EVENING = heihe(18, 5)


class Mailbox:
    """What aiosmtpd calls for each step of a conversation; `refuse` maps an address to the answer it gets."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.refuse: dict[str, str] = {}
        self.hang = threading.Event()
        self.arrived = threading.Event()
        self.port = free_port()

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.arrived.set()
        if self.hang.is_set():
            await server.loop.run_in_executor(None, threading.Event().wait, 30)
        self.messages.append(message_from_bytes(envelope.content))
        return "250 OK"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


@pytest.fixture
def mailbox(settings) -> Generator[Mailbox]:
    """A listening mail server, and Django's mail pointed at it."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
    yield box
    controller.stop(no_assert=True)


def visit_tomorrow(email: str = "elena@example.org", **changes) -> Visit:
    """Booked on Friday for Wednesday at ten; the patient is in China and agreed to e-mail."""
    patient = changes.pop("patient", None) or make_patient(email=email)
    make_stay(patient)
    if changes.pop("agreed", True):
        make_consent(patient)
    return make_visit(patient=patient, starts=heihe(10, day=TOMORROW), booked_at=NOW - timedelta(days=4), **changes)


def visit_for_the_real_clock() -> Visit:
    """In four hours, of a patient for whom it is noon now: due, and never in quiet hours, whenever the suite runs."""
    now = datetime.now(UTC)
    offset = (12 - now.hour + 11) % 24 - 11
    zone = f"Etc/GMT{-offset:+d}" if offset else "Etc/GMT"
    region = Region.objects.create(code=f"X{offset}", name="noon", time_zone=zone)
    patient: Patient = make_patient(email="noon@example.org", region=region)
    make_consent(patient)
    return make_visit(patient=patient, starts=timezone.now() + timedelta(hours=4), booked_at=timezone.now() - timedelta(days=3))

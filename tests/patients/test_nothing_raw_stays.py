"""The lines of a passport are used and kept nowhere: not in the database, a session, the cache, an address or a log."""

import logging

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.serializers import serialize
from django.urls import reverse

from patients.models import Patient
from tests.cast import client_of
from tests.make import make_patient
from tests.patients.zones import passport

pytestmark = pytest.mark.django_db
LINES = passport(names="SOLOVEVA<<NATALIA", number="758214639", birth="710314")
TYPED = {
    "patronymic_ru": "Игоревна",
    "surname_ru": "Соловьёва",
    "given_ru": "Наталья",
    "entry_date": "",
    "basis": "visa_free",
    "language": "ru",
}
KEYS = str.maketrans("QWERTYUIOPASDFGHJKLZXCVBNM<", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬБ")
WAYS = {"latin": LINES, "russian": tuple(line.translate(KEYS) for line in LINES), "torn": (LINES[0], LINES[1][:30])}


def everything_stored() -> str:
    """Every row of every table as text, and what the sessions say."""
    rows = "".join(serialize("json", model._default_manager.all()) for model in apps.get_models())
    return rows + str([session.get_decoded() for session in Session.objects.all()])


def traces(text: str, lines: tuple[str, ...]) -> list[str]:
    """Any ten signs in a row of any of the lines, fillers apart."""
    pieces = {line[start : start + 10] for line in lines for start in range(len(line) - 9)}
    return [piece for piece in pieces if piece in text and len(set(piece)) > 3]


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.mark.parametrize("way", WAYS)
def test_reading_in_the_box_leaves_no_trace(liu_fang, heard, way) -> None:
    client, lines = client_of(liu_fang), WAYS[way]
    for address in ("desk:search", "desk:suggest", "patients:register"):
        client.post(reverse(address), {"q": "\n".join(lines)})
    client.post(reverse("patients:register"), TYPED | {"surname_latin": "", "q": "\n".join(lines)})
    assert traces(everything_stored() + heard.text, lines) == []


def test_registering_what_was_read_leaves_no_line_and_no_number(liu_fang, heard) -> None:
    client = client_of(liu_fang)
    read = client.post(reverse("patients:register"), {"q": "\n".join(LINES)}).context
    shown = {name: read["form"][name].value() or "" for name in read["form"].fields}
    client.post(reverse("patients:register"), shown | TYPED | {"reading_notes": read["notes_packed"], "nationality": "RUS"})
    assert Patient.objects.filter(documents__last_four="4639").exists()
    stored = everything_stored().replace(Patient.objects.get().documents.get().number_hash, "")
    assert traces(stored.replace('"758214639"', ""), LINES) == []
    assert "758214639" not in heard.text


def test_reading_on_the_page_of_the_papers_leaves_no_trace(liu_fang, heard) -> None:
    page = reverse("desk:documents", args=[make_patient().mrn])
    client_of(liu_fang).post(page, {"q": "\n".join(LINES)})
    assert traces(everything_stored() + heard.text, LINES) == []
    assert "758214639" not in everything_stored() + heard.text


def test_what_travels_with_the_form_is_no_line(liu_fang) -> None:
    notes = client_of(liu_fang).post(reverse("patients:register"), {"q": "\n".join(LINES).replace("O", "0")}).context["notes_packed"]
    assert traces(notes, LINES) == []

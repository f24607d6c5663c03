"""A working house to load: people who book, and years of visits behind them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.test import Client
from django.utils import timezone

from clinic.accounts.models import User
from clinic.api import tokens
from clinic.departments.models import Practitioner, Service
from clinic.visits.models import Visit
from interpreters.constraints import NoOverlap
from interpreters.models import Booking, Interpreter
from patients.models import Patient
from tests.make import HEIHE, make_department, make_interpreter, make_practitioner, make_room, make_service, make_user, make_visit

PEOPLE = 8
SLOTS_A_DAY = 60
MINUTES = 10
PATIENTS_A_DAY = 20
HISTORY = date(2006, 1, 2)


@dataclass(frozen=True)
class House:
    token: str
    session: str
    service: str
    practitioners: tuple[int, ...]
    interpreters: tuple[int, ...]
    busy_day: date

    def slot(self, number: int) -> tuple[int, int, datetime]:
        """Who treats, who interprets, and when: distinct for each number, from tomorrow on, all day full before the next begins."""
        place, person = divmod(number, PEOPLE)
        day, turn = divmod(place, SLOTS_A_DAY)
        starts = datetime.combine(timezone.localdate() + timedelta(days=1 + day), datetime.min.time(), tzinfo=HEIHE)
        return self.practitioners[person], self.interpreters[person], starts + timedelta(hours=8, minutes=MINUTES * turn)


def open_house() -> House:
    """Eight practitioners, each with an interpreter, ten minutes a visit."""
    user = make_user("reception", username="load-desk")
    department = make_department()
    service = make_service("LOAD", department=department, duration_min=MINUTES, interpreting="whole", interpreting_min=None)
    rooms = [make_room(f"9{number:02d}", department=department) for number in range(PEOPLE)]
    practitioners = [make_practitioner(services=[service], room=room) for room in rooms]
    interpreters = [make_interpreter() for _number in range(PEOPLE)]
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return House(
        token=tokens.create(user, now=timezone.now()),
        session=browser.cookies["qiao_session"].value,
        service=service.code,
        practitioners=tuple(one.pk for one in practitioners),
        interpreters=tuple(one.pk for one in interpreters),
        busy_day=HISTORY + timedelta(days=1),
    )


def open_phone(house: House) -> str:
    """The session of an interpreter who has twenty patients today, at any hour this is run."""
    user = User.objects.filter(username="load-phone").first() or make_user("interpreter", username="load-phone")
    interpreter = Interpreter.objects.get(pk=house.interpreters[0])
    interpreter.user = user
    interpreter.save(update_fields=["user"])
    practitioner = Practitioner.objects.select_related("room").get(pk=house.practitioners[0])
    service, day = Service.objects.get(code=house.service), timezone.localdate()
    if not Visit.objects.filter(day=day, booking__interpreter=interpreter).exists():
        for turn, patient in enumerate(Patient.objects.filter(mrn__startswith="H24-")[:PATIENTS_A_DAY]):
            starts = datetime.combine(day, datetime.min.time(), tzinfo=HEIHE) + timedelta(hours=4, minutes=58 * turn)
            given = {"starts": starts, "ends": starts + timedelta(minutes=MINUTES)}
            booking = Booking.objects.create(interpreter=interpreter, place="900", booked_at=starts, changed_at=starts, **given)
            make_visit(patient=patient, service=service, practitioner=practitioner, booking=booking, **given)
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser.cookies["qiao_session"].value


SPREAD = """
WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < %(last)s),
placed AS (SELECT n, n %% 8 AS person, (n / 8) %% 20 AS turn, n / 160 AS day FROM number),
timed AS (SELECT n, person, {day} AS day, {starts} AS starts FROM placed)
"""
DIALECT = {
    "postgresql": {
        "day": "DATE '2006-01-02' + day",
        "starts": "TIMESTAMPTZ '2006-01-02 08:00+08' + day * INTERVAL '1 day' + turn * INTERVAL '30 minutes'",
        "ends": "starts + INTERVAL '10 minutes'",
        "true": "TRUE",
        "false": "FALSE",
    },
    "sqlite": {
        "day": "date('2006-01-02', '+' || day || ' days')",
        "starts": "datetime('2006-01-02 00:00', '+' || day || ' days', '+' || (turn * 30) || ' minutes')",
        "ends": "datetime(starts, '+10 minutes')",
        "true": "1",
        "false": "0",
    },
}
BOOKINGS = """INSERT INTO interpreters_booking
    (interpreter_id, starts, ends, place, floor, booked_at, late_minutes, locked, sequence, changed_at)
{spread} SELECT %(interpreter)s + person, starts, {ends}, '900', 9, starts, 0, {false}, 0, starts FROM timed"""
VISITS = """INSERT INTO visits_visit (ticket, day, patient_id, service_id, practitioner_id, room_id, starts, ends, state, needs_interpreter,
    window_starts, window_ends, booking_id, complaint, beyond_stay_reason, booked_at, interpreter_sex, interpreting_override)
{spread} SELECT 'L' || n, day, %(patient)s + (CAST(n AS BIGINT) * 7919) %% %(patients)s, %(service)s, %(practitioner)s + person, %(room)s,
    starts, {ends}, 'done', {true}, starts, {ends}, %(booking)s + n, '', '', starts, '', '' FROM timed"""


def write_history(house: House, *, visits: int, patients: int) -> None:
    """`visits` in the past, 160 of them a day."""
    words = DIALECT[connection.vendor]
    words = words | {"spread": SPREAD.format(**words)}
    given = {"last": visits - 1, "patients": patients, "interpreter": house.interpreters[0], "practitioner": house.practitioners[0]}
    given["service"] = Service.objects.get(code=house.service).pk
    given["room"] = Practitioner.objects.get(pk=house.practitioners[0]).room_id
    with connection.cursor() as cursor, _overlaps_unchecked():
        cursor.execute("SELECT MIN(id) FROM patients_patient WHERE mrn LIKE 'H24-%'")
        given["patient"] = cursor.fetchone()[0]
        cursor.execute(BOOKINGS.format(**words), given)
        cursor.execute("SELECT MAX(id) FROM interpreters_booking")
        given["booking"] = cursor.fetchone()[0] - visits + 1
        cursor.execute(VISITS.format(**words), given)


@contextmanager
def _overlaps_unchecked() -> Iterator[None]:
    """The history has no overlaps by its making; PostgreSQL checks it once at the end, several times faster."""
    kept = [(model, one) for model in (Visit, Booking) for one in model._meta.constraints if isinstance(one, NoOverlap)]
    with connection.cursor() as cursor:
        for model, constraint in kept if connection.vendor == "postgresql" else ():
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DROP CONSTRAINT {constraint.name}")
    yield
    with connection.schema_editor() as editor:
        for model, constraint in kept if connection.vendor == "postgresql" else ():
            editor.add_constraint(model, constraint)

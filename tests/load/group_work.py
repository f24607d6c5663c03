"""The steps of `tests.load.group`: what the desk's browser sends, and what the worker does meanwhile."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic.accounts.models import User
from clinic.departments.models import ClosedDay, Service
from clinic.groups import tasks as papers
from clinic.groups.members import patients_of
from clinic.visits.models import Visit
from patients import tasks
from patients.models import Group, IdentityDocument, Patient
from tests.bus import people, workbook

Step = Callable[[str, Callable[[], Any]], Any]


def load(*, patients: int) -> None:
    """The reference data and the demo clinic; what a worker does runs in place and is timed apart."""
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    call_command("load_demo", patients=patients, verbosity=0)
    settings.ALLOWED_HOSTS = ["testserver"]


def counting() -> Callable[[], int]:
    """Begins to count queries; the answer says how many there were."""
    context = CaptureQueriesContext(connection)
    context.__enter__()

    def count() -> int:
        context.__exit__(None, None, None)
        return len(context)

    return count


def bus_of(number: int, step: Step) -> None:
    """From the file to the slips."""
    desk = Client()
    desk.force_login(User.objects.get(username="liufang"), backend="django.contrib.auth.backends.ModelBackend")
    later: list[int] = []
    tasks.ring = lambda group_id: None
    papers.ring = later.extend
    facts = {"name": "Bus", "agency": "Amur", "entry_date": timezone.localdate().isoformat(), "basis": "visa_free"}
    file = workbook(with_faults(people(number)))
    step("the form", lambda: desk.get("/patients/arrivals/"))
    step("the file is read", lambda: desk.post("/patients/arrivals/", {**facts, "file": SimpleUploadedFile("bus.xlsx", file)}))
    group = Group.objects.latest("pk")
    address = f"/patients/arrivals/{group.pk}/"
    step("the list is shown", lambda: desk.get(address))
    _put_right(desk, group, step)
    step("register is pressed", lambda: desk.post(f"{address}register/"))
    step("the worker registers", lambda: tasks.register_group(group.pk))
    visits = f"/groups/{group.pk}/visits/"
    wish = _wish()
    html = step("the timetable is proposed", lambda: desk.get(visits, wish)).content.decode()
    places = re.findall(r'name="place" value="([^"]+)"', html)
    step(f"{len(places)} visits are booked", lambda: desk.post(visits, {**wish, "place": places}))
    answer = step("all slips in one file", lambda: desk.post(f"/groups/{group.pk}/slips/", {"day": wish["day"]}))
    step("the guide's sheet", lambda: desk.get(f"/groups/{group.pk}/sheet.pdf", {"day": wish["day"]}))
    step("the worker archives the slips", lambda: papers.archive_slips(later))
    registered, booked = len(patients_of(group)), Visit.objects.filter(patient__group_lines__group=group, day=wish["day"]).count()
    print(f"registered {registered}, booked {booked}, one PDF of {len(answer.content) // 1024} KB")


def list_of(number: int, step: Step) -> None:
    """A list as long as it may be, from the file to everybody registered; the answers' sizes beside the seconds."""
    desk = Client()
    desk.force_login(User.objects.get(username="liufang"), backend="django.contrib.auth.backends.ModelBackend")
    tasks.ring = lambda group_id: None
    facts = {"name": "Long", "agency": "Amur", "entry_date": timezone.localdate().isoformat(), "basis": "visa_free"}
    file = workbook(with_faults(people(number)))
    step("the file is read and kept", lambda: desk.post("/patients/arrivals/", {**facts, "file": SimpleUploadedFile("long.xlsx", file)}))
    group = Group.objects.latest("pk")
    address = f"/patients/arrivals/{group.pk}/"
    first = step("the list is shown, first page", lambda: desk.get(address))
    last = step("its last page", lambda: desk.get(address, {"page": "99"}))
    _put_right(desk, group, step)
    step("register is pressed", lambda: desk.post(f"{address}register/"))
    step("how far it is, asked every 0.7 s", lambda: desk.get(f"{address}progress/"))
    step("the worker registers", lambda: tasks.register_group(group.pk))
    people_page = step("the group is shown", lambda: desk.get(f"/groups/{group.pk}/"))
    consents = step("its consents, first page", lambda: desk.get(f"/groups/{group.pk}/consents/"))
    sizes = {"list": first, "last page": last, "group": people_page, "consents": consents}
    print(f"registered {len(patients_of(group))}; KB of pages:", {name: len(page.content) // 1024 for name, page in sizes.items()})


def with_faults(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Two known people, one of them with a new passport; three faults; one person twice; a total."""
    faulty = [list(row) for row in rows]
    paper = IdentityDocument.objects.select_related("patient").filter(kind="passport", patient__birth_date__isnull=False).latest("pk")
    other = Patient.objects.exclude(pk=paper.patient_id).exclude(surname_ru="").filter(birth_date__isnull=False).latest("pk")
    faulty[3][1:5] = [paper.patient.russian_name, f"{paper.patient.birth_date:%d.%m.%Y}", "", paper.number]
    faulty[4][1:5] = [other.russian_name, f"{other.birth_date:%d.%m.%Y}", "", "799999999"]
    faulty[5][2], faulty[6][2], faulty[7][4] = "31.02.1970", "вчера", "75 12345"
    faulty[9][1:5] = faulty[8][1:5]
    return [tuple(row) for row in faulty] + [("", f"Итого: {len(rows)}", "", "", "", "", "", "")]


def _put_right(desk: Client, group: Group, step: Step) -> None:
    lines = list(group.lines.all())
    cells = {5: ("birth_date", "28.02.1970"), 6: ("birth_date", "1.2.1971"), 7: ("document_number", "751234500")}
    for number, (name, text) in cells.items():
        line = lines[number].pk
        step(
            f"row {number + 2} is put right",
            lambda line=line, name=name, text=text: desk.post(f"/patients/arrivals/{group.pk}/rows/{line}/", {f"c-{line}-{name}": text}),
        )
    step("the known person is accepted", lambda: desk.post(f"/patients/arrivals/{group.pk}/same/", {"all": "1"}))
    twin = lines[9].pk
    step("the twin is left out", lambda: desk.post(f"/patients/arrivals/{group.pk}/rows/{twin}/", {f"d-{twin}": "left_out"}))


def _wish() -> dict[str, str]:
    """A working day ahead, and the treatment that most practitioners give."""
    closed = set(ClosedDay.objects.values_list("date", flat=True))
    ahead = (timezone.localdate() + timedelta(days=number) for number in range(1, 15))
    day = next(day for day in ahead if day.weekday() < 5 and day not in closed)
    services = Service.objects.filter(active=True, practitioners__active=True).distinct()
    service = max(services, key=lambda each: each.practitioners.filter(active=True).count() * 60 / each.duration_min)
    return {"service": str(service.pk), "practitioner": "", "day": day.isoformat(), "starts": "08:00"}

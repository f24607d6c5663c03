"""What is asked of the desk, and the floor of each: the least that does the same to the same tables."""

import io
import json
import pickle
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import django

django.setup()  # the models below need it; `desk` imports this module when the database is known

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.models import Max  # noqa: E402
from django.utils import timezone  # noqa: E402

from clinic.visits.models import Visit  # noqa: E402
from interpreters.models import Booking  # noqa: E402
from patients.models import Patient  # noqa: E402
from tests.load.crowd import Crowd, settle  # noqa: E402
from tests.load.driving import Ask, Caller, Taken, drive  # noqa: E402
from tests.load.house import PEOPLE, SLOTS_A_DAY, House, open_house, open_phone, write_history  # noqa: E402
from tests.load.processor import seconds_used  # noqa: E402

SEARCHES = {
    "search, Cyrillic": ("Кузнецова Анна", "Зубатова", "Пануш", "паниш", "Щукилова"),
    "search, Latin": ("Kuznetsova Anna", "Zubatova", "Panush", "Yulia Ivanova", "Shchukilova"),
    "search, pinyin": ("annayi", "yiwannuowa", "ailina", "kuzinie", "maliya"),
    "search, Chinese": ("安娜", "伊万诺娃", "玛丽亚", "库兹涅佐娃", "叶卡捷琳娜"),
    "search, wrong layout": ("bdfyjdf", "repytwjdf fyyf", "pe,fnjdf", "gfyei", "oerbkjdf"),
    "search, record number": ("H24-00012", "H24-00777", "h24-1234", "24-00100", "H24-00900"),
}
CLIENTS = (1, 8)
WARM = 1.0
KNOWN = "loaded.pickle"
BARE_BOOKINGS = datetime(2024, 1, 1, tzinfo=UTC)  # behind the history of a million visits, before today
PREPARE: tuple[tuple[str, dict[str, object]], ...] = (
    ("migrate", {}),
    ("load_reference", {"stdout": io.StringIO()}),
    ("collectstatic", {"interactive": False}),
)
# One connection asks for the rows of one index range: what any search must at least do.
BARE_SEARCH = "SELECT id, mrn FROM patients_patient WHERE search_text LIKE '%%zubatova%%' LIMIT 20"
BARE_SEARCH_SQLITE = "SELECT rowid FROM patient_search WHERE patient_search MATCH '\"zubatova\"' LIMIT 20"


@dataclass(frozen=True)
class Loaded:
    house: House
    patients: int


def prepare() -> House:
    """Tables, reference data and the people who work here; no patient."""
    for command, given in PREPARE:
        call_command(command, verbosity=0, **given)
    return open_house()


def load(folder: Path, house: House, *, patients: int, visits: int) -> Loaded:
    """Fill the house, and write into `folder` what the next run must know of it."""
    settle(Crowd(seed=1), patients)
    write_history(house, visits=visits, patients=patients)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    loaded = Loaded(house, patients)
    (folder / KNOWN).write_bytes(pickle.dumps(loaded))
    return loaded


def loaded_before(folder: Path) -> Loaded | None:
    """The house that an earlier run filled, its tables brought up to date."""
    if not (folder / KNOWN).exists():
        return None
    for command, given in PREPARE:
        call_command(command, verbosity=0, **given)
    loaded = pickle.loads((folder / KNOWN).read_bytes())
    return loaded if isinstance(loaded, Loaded) else None


class Work:
    """Each method opens one client's connection and answers what it asks; numbers never repeat between measurements."""

    def __init__(self, loaded: Loaded, port: int) -> None:
        self.loaded, self.house, self.port = loaded, loaded.house, port
        self.base = self.first_slot = 0
        self.first_bare = BARE_BOOKINGS
        self.phone_session = open_phone(self.house) if loaded.patients else ""

    def measured_anew(self) -> None:
        """The next measurement registers and books what no earlier one did, of this run or of one before."""
        self.base = int(time.time() * 3_000) % 290_000_000  # nobody asks three thousand times a second
        future = Visit.objects.filter(starts__gt=timezone.now()).aggregate(last=Max("day"))["last"]
        self.first_slot = ((future - timezone.localdate()).days if future else 0) * SLOTS_A_DAY * PEOPLE
        bare = Booking.objects.filter(starts__range=(BARE_BOOKINGS, timezone.now())).aggregate(last=Max("ends"))["last"]
        self.first_bare = (bare or BARE_BOOKINGS) + timedelta(hours=1)

    def api(self) -> Caller:
        return Caller(self.port, {"Authorization": f"Bearer {self.house.token}"})

    def register(self) -> Ask:
        caller, base = self.api(), self.base

        def ask(number: int) -> None:
            caller.ask("POST", "/api/v1/patients", json.dumps(newcomer(base + number)), expected=201)

        return ask

    def search(self, name: str) -> Ask:
        caller, texts = self.api(), SEARCHES[name]

        def ask(number: int) -> None:
            answer = caller.ask("GET", f"/api/v1/patients?q={quote(texts[number // 8 % len(texts)])}")
            if len(answer) < 10:
                raise ValueError(f"nobody found by {texts[number // 8 % len(texts)]}")

        return ask

    def book(self) -> Ask:
        caller, base = self.api(), self.first_slot

        def ask(number: int) -> None:
            practitioner, interpreter, starts = self.house.slot(base + number)
            mrn = f"H24-{(base + number) % self.loaded.patients:05d}"
            sent = {"patient": mrn, "service": self.house.service, "practitioner": practitioner}
            caller.ask("POST", "/api/v1/visits", json.dumps(sent | {"start": starts.isoformat(), "interpreter": interpreter}), expected=201)

        return ask

    def day(self) -> Ask:
        caller = self.api()

        def ask(number: int) -> None:
            who, day = self.house.interpreters[number % 8], self.house.busy_day + timedelta(days=number % 300)
            caller.ask("GET", f"/api/v1/interpreters/{who}/day?date={day}")

        return ask

    def page(self) -> Ask:
        caller = Caller(self.port, {"Cookie": f"qiao_session={self.house.session}; qiao_language=ru"})
        return lambda _number: bool(caller.ask("GET", "/desk/")) or None

    def board(self) -> Ask:
        """The lanes of a day of 160 visits; 140 is the house's fullest."""
        caller = Caller(self.port, {"Cookie": f"qiao_session={self.house.session}; qiao_language=ru"})

        def ask(number: int) -> None:
            caller.ask("GET", f"/desk/interpreters/?day={self.house.busy_day + timedelta(days=number % 300)}")

        return ask

    def phone(self) -> Ask:
        """One interpreter's day as her phone shows it."""
        caller = Caller(self.port, {"Cookie": f"qiao_session={self.phone_session}; qiao_language=ru"})
        return lambda _number: bool(caller.ask("GET", "/my-day/")) or None

    def bare_insert(self) -> Ask:
        base = self.base
        Patient.objects.exists()  # connects
        now = timezone.now()

        def ask(number: int) -> None:
            sent = newcomer(base + number)
            Patient.objects.create(
                mrn=f"B{base + number}",
                surname_latin=str(sent["surname_latin"]),
                surname_ru=str(sent["surname_ru"]),
                sex="F",
                created_at=now,
                search_text=f" {sent['surname_latin']} {sent['given_latin']} ".lower(),
            )

        return ask

    def bare_booking(self) -> Ask:
        first, interpreters = self.first_bare, self.house.interpreters
        Patient.objects.exists()

        def ask(number: int) -> None:
            starts = first + timedelta(minutes=2 * (number // 8))
            given = {"interpreter_id": interpreters[number % 8], "starts": starts, "ends": starts + timedelta(minutes=2)}
            Booking.objects.create(**given, place="900", booked_at=starts, changed_at=starts)

        return ask

    def bare_search(self) -> Ask:
        statement = BARE_SEARCH if connection.vendor == "postgresql" else BARE_SEARCH_SQLITE

        def ask(_number: int) -> None:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                cursor.fetchall()

        return ask

    def bare_day(self) -> Ask:
        who, day = self.house.interpreters[0], self.house.busy_day
        begins = datetime.combine(day, datetime.min.time(), tzinfo=UTC)

        def ask(_number: int) -> None:
            list(Booking.objects.filter(interpreter=who, starts__range=(begins, begins + timedelta(days=1))).values_list("pk", "starts"))

        return ask


_CROWD = Crowd(seed=2)


def newcomer(number: int) -> dict[str, object]:
    """What the API is sent for a person with a passport, a stay and a phone. Some are by chance like somebody of the crowd."""
    _CROWD.random.seed(number)
    person = {name: value for name, value in _CROWD.one().items() if name != "search_text"}
    stay = {"entry_date": timezone.localdate().isoformat(), "basis": "visa_free"}
    return person | {"sex": "F", "nationality": "RUS", "document_number": f"{700_000_000 + number}", "stay": stay, "confirm_new": True}


def tell(loaded: Loaded, *, port: int, seconds: float, servers: tuple[int, ...], only: str = "") -> None:
    """`servers`: processes of web and database, whose processor time is told for each answer. `only`: a word of the work's name."""
    heads = (f"{f'{number} at once: median':>22}{'p95 ms':>9}{'a second':>10}{'to floor':>10}" for number in CLIENTS)
    print(f"{'':<24}{''.join(heads)}{'processor ms':>14}", flush=True)
    work = Work(loaded, port)
    for floor, planned in _plan(work):
        jobs = [job for job in planned if only in job[0]]
        if not jobs:
            continue
        least = _line(work, floor, seconds=seconds, servers=servers, least=None)
        for job in jobs:
            _line(work, job, seconds=seconds, servers=servers, least=least)


Job = tuple[str, Callable[[], Ask]]


def _plan(work: Work) -> Iterator[tuple[Job, list[Job]]]:
    """A floor and what is held against it."""
    yield ("floor: bare insert", work.bare_insert), [("register", work.register)]
    searches: list[Job] = [(name, lambda name=name: work.search(name)) for name in SEARCHES]
    yield ("floor: bare search", work.bare_search), searches
    yield ("floor: bare booking", work.bare_booking), [("book a visit", work.book)]
    yield (
        ("floor: bare day", work.bare_day),
        [
            ("an interpreter's day", work.day),
            ("desk page", work.page),
            ("board page", work.board),
            ("phone page", work.phone),
        ],
    )


def _line(work: Work, job: Job, *, seconds: float, servers: tuple[int, ...], least: list[Taken] | None) -> list[Taken]:
    name, make = job
    work.measured_anew()
    connections.close_all()
    drive(make, clients=max(CLIENTS), seconds=WARM)  # the first answers of a process read tables of names and plan statements
    found, before = [], seconds_used(*servers)
    for number in CLIENTS:
        work.measured_anew()
        connections.close_all()  # a connection must never be shared between processes
        found.append(drive(make, clients=number, seconds=seconds))
    each = (seconds_used(*servers) - before) * 1000 / sum(len(taken.milliseconds) for taken in found)
    cells = ""
    for place, taken in enumerate(found):
        ratio = f"{taken.per_second / least[place].per_second:.0%}" if least else ""
        cells += f"{taken.median:>22.1f}{taken.p95:>9.1f}{taken.per_second:>10.0f}{ratio:>10}"
    print(f"{name:<24}{cells}{each:>14.1f}", flush=True)
    for wrong in sorted({text for taken in found for text in taken.wrong})[:3]:
        print(f"    {sum(len(taken.wrong) for taken in found)} failed: {wrong}")
    return found

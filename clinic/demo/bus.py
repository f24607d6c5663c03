"""The bus of today: an agency's list as it came, half of it registered, the other half waiting for the desk with its faults."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.utils import timezone

from clinic.demo.house import House
from clinic.demo.people import pool
from patients import arrivals
from patients.arrivals import NewGroup
from patients.group_check import Checked, check
from patients.lists import read_text
from patients.models import Crossing, Group, IdentityDocument, Patient

HEADINGS = ("№", "ФИО", "Дата рождения", "Пол", "Загранпаспорт", "Действителен до", "Телефон", "Жалобы, примечания")
NAME, AGENCY, CROSSING = "Автобус из Благовещенска", "Амур-Вояж", "heihe-bridge"
PAIRS = 12
SEATS = 40  # numbers of passports and phones that one day may use
REMARKS = ("болит спина", "шея, головные боли", "колени", "", "после травмы плеча", "", "осмотр", "", "бессонница", "")
ON_FOOT_FIRST = 16  # rows that are registered by now, those of the front seats


@dataclass(frozen=True)
class Traveller:
    """One row of the list before it is written down."""

    name: str
    birth: date
    sex: str
    passport: str
    expiry: date
    phone: str
    remark: str

    def row(self, number: int) -> list[str]:
        return [
            str(number),
            self.name,
            f"{self.birth:%d.%m.%Y}",
            self.sex,
            self.passport,
            f"{self.expiry:%d.%m.%Y}",
            self.phone,
            self.remark,
        ]


def arrive(*, now: datetime, house: House) -> Group:
    """The same list for the same day; nobody of it has a visit yet, so that the desk can be shown what comes next."""
    today = timezone.localdate(now)
    crossing = Crossing.objects.filter(code=CROSSING).values_list("pk", flat=True).first()
    new = NewGroup(NAME, agency=AGENCY, entry_date=today, crossing_id=crossing)
    text = "\n".join("\t".join(row) for row in _rows(today))
    group = arrivals.take_in(new, read_text(text), by_id=house.desk, now=now)
    good = check(group, today=today).good[:ON_FOOT_FIRST]
    arrivals.ask(group.pk, Checked(tuple(good)), by_id=house.desk)
    arrivals.register_queued(group.pk, now=now)
    return group


def _rows(today: date) -> Iterable[Sequence[str]]:
    """Families one after the other, then those whose rows ask for a person, and the total that agencies write under it."""
    random = Random(today.toordinal())  # noqa: S311  (invented people, no secrets)
    people = [each for pair in range(PAIRS) for each in _pair(random, pair * 2, today)]
    child = _child(random, people[1], today)
    rows = [HEADINGS, *(each.row(number) for number, each in enumerate([*people[:2], child, *people[2:]], start=1))]
    rows += _faulty(random, today, first=len(rows), twin=people[5])
    return [*rows, ["", f"Итого: {len(rows) - 1} чел.", "", "", "", "", "", ""]]


def _pair(random: Random, seat: int, today: date) -> tuple[Traveller, Traveller]:
    """A man and a woman of one surname, as the tables list it in both forms."""
    women = set(pool("F").surnames)
    surname = random.choice([each for each in pool("M").surnames if f"{each}а" in women] or list(pool("M").surnames))
    return (
        _traveller(random, seat, today, name=_whole(random, "M", surname), sex="м"),
        _traveller(random, seat + 1, today, name=_whole(random, "F", f"{surname}а"), sex="ж"),
    )


def _whole(random: Random, sex: str, surname: str) -> str:
    return f"{surname} {random.choice(pool(sex).given)} {random.choice(pool(sex).patronymics)}"


def _traveller(random: Random, seat: int, today: date, *, name: str, sex: str, years: range = range(28, 76)) -> Traveller:
    serial = today.toordinal() % 20_000 * SEATS + seat
    return Traveller(
        name=name,
        birth=today - timedelta(days=random.choice(years) * 365 + random.randrange(365)),
        sex=sex,
        passport=f"71 {serial:07d}",
        expiry=today + timedelta(days=random.randrange(400, 3000)),
        phone=f"+7 924 {serial // 10_000 + 100:03d}-{serial // 100 % 100:02d}-{serial % 100:02d}",
        remark=random.choice(REMARKS),
    )


def _child(random: Random, mother: Traveller, today: date) -> Traveller:
    """A girl of ten with the surname of the woman before her."""
    surname = mother.name.split()[0]
    return _traveller(random, SEATS - 1, today, name=_whole(random, "F", surname), sex="ж", years=range(10, 11))


def _faulty(random: Random, today: date, *, first: int, twin: Traveller) -> list[list[str]]:
    """A known person with her passport, one with a new one, a day that is none, half a number, signs for a name, one row twice."""
    rows = [
        _traveller(random, PAIRS * 2 + place, today, name=_whole(random, sex, random.choice(pool(sex).surnames)), sex=word)
        for place, (sex, word) in enumerate((("F", "ж"), ("M", "м")) * 2)
    ]
    made = [each.row(first + place) for place, each in enumerate(rows)]
    made[0][2] = "31.02.1961"
    made[1][4] = made[1][4][:-2]
    made[2][1] = "???"
    made[3][4], made[3][6] = "", "спросить"
    known = [_known(paper, first + len(made) + place) for place, paper in enumerate(_papers())]
    if known:
        known[-1][4] = f"71 {today.toordinal() % 20_000 * SEATS + SEATS - 2:07d}"
    return [*made, *known, twin.row(first + len(made) + len(known))]


def _papers() -> list[IdentityDocument]:
    """Two people who were here before, the first and the last of those with a whole Russian name."""
    whole = IdentityDocument.objects.filter(patient__merged_into=None, patient__birth_date__isnull=False).exclude(patient__surname_ru="")
    found = (whole.order_by(order).select_related("patient").first() for order in ("pk", "-pk"))
    return list({paper.patient_id: paper for paper in found if paper}.values())


def _known(paper: IdentityDocument, number: int) -> list[str]:
    patient: Patient = paper.patient
    return [
        str(number),
        patient.russian_name,
        f"{patient.birth_date:%d.%m.%Y}",
        "ж" if patient.sex == Patient.Sex.FEMALE else "м",
        f"{paper.number[:2]} {paper.number[2:]}",
        f"{paper.expiry_date:%d.%m.%Y}" if paper.expiry_date else "",
        patient.phone,
        "повторно",
    ]

"""Makers of test data: each gives a sensible thing, `changes` says what the test is about."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group

from clinic.accounts.models import User
from clinic.departments.models import ConsultingHours, Department, Practitioner, Room, Service
from clinic.visits.models import Visit
from interpreters.models import Interpreter, Shift, Skill
from patients.finding import search_text_of
from patients.models import Consent, ConsentSheet, ConsentText, Guardian, IdentityDocument, Patient, Stay
from patients.secrecy import number_hash

HEIHE = ZoneInfo("Asia/Shanghai")
# The suite's ordinary Tuesday, 10:20 in Heihe.
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 20, tzinfo=HEIHE)
_next = count(1)


def heihe(hour: int, minute: int = 0, *, day: date = TODAY) -> datetime:
    """An aware moment in Heihe's time."""
    return datetime.combine(day, time(hour, minute), tzinfo=HEIHE)


def make_user(role: str = "", **changes: Any) -> User:
    username = changes.pop("username", f"{role or 'nobody'}{next(_next)}")
    user = User.objects.create(username=username, **{"name_zh_hans": "刘芳", "name_ru": "Лю Фан", "name_en": "Liu Fang", **changes})
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def make_patient(**changes: Any) -> Patient:
    given = {
        "mrn": f"H26-{next(_next):05d}",
        "surname_latin": "KOVALEVA",
        "given_latin": "ELENA",
        "surname_ru": "Ковалёва",
        "given_ru": "Елена",
        "patronymic_ru": "Сергеевна",
        "chinese_name": "叶连娜·科瓦廖娃",
        "birth_date": date(1968, 4, 2),
        "sex": "F",
        "created_at": NOW,
        **changes,
    }
    patient = Patient(**given)
    patient.search_text = search_text_of(patient)
    patient.save()
    return patient


def make_document(patient: Patient, number: str = "751234567", **changes: Any) -> IdentityDocument:
    given = {"kind": "passport", "issuing_state": "RUS", "seen_at": NOW, "expiry_date": date(2031, 5, 1), **changes}
    return IdentityDocument.objects.create(patient=patient, number=number, number_hash=number_hash(number), last_four=number[-4:], **given)


def make_stay(patient: Patient, entry_date: date = date(2026, 11, 13), last_day: date | None = date(2026, 12, 13), **changes: Any) -> Stay:
    return Stay.objects.create(patient=patient, entry_date=entry_date, last_day=last_day, recorded_at=NOW, **changes)


def make_department(code: str = "D_ACU", **changes: Any) -> Department:
    given = {"name_zh_hans": "针灸推拿科", "name_ru": "отделение иглоукалывания и массажа", "name_en": "Acupuncture and Tuina", **changes}
    return Department.objects.get_or_create(code=code, defaults=given)[0]


def make_room(code: str = "302", **changes: Any) -> Room:
    given = {"floor": int(code[0]), "department": changes.pop("department", None) or make_department(), **changes}
    return Room.objects.get_or_create(code=code, defaults=given)[0]


def make_service(code: str = "S_TUINA", **changes: Any) -> Service:
    given = {
        "department": changes.pop("department", None) or make_department(),
        "kind": "massage",
        "name_zh_hans": "推拿",
        "name_ru": "массаж туйна",
        "name_en": "tuina massage",
        "duration_min": 30,
        "interpreting": "first",
        "interpreting_min": 10,
        **changes,
    }
    return Service.objects.get_or_create(code=code, defaults=given)[0]


def make_practitioner(**changes: Any) -> Practitioner:
    """Somebody who gives massage in 302, every day from 8 to 18."""
    services = changes.pop("services", None) or [make_service()]
    room = changes.pop("room", None) or make_room()
    given = {
        "name_zh_hans": "高翔",
        "name_ru": "Гао Сян",
        "name_en": "Gao Xiang",
        "sex": "M",
        "room": room,
        "department": room.department,
        **changes,
    }
    practitioner = Practitioner.objects.create(**given)
    practitioner.services.set(services)
    ConsultingHours.objects.bulk_create(
        ConsultingHours(practitioner=practitioner, weekday=day, starts=time(8), ends=time(18), valid_from=date(2024, 1, 1))
        for day in range(7)
    )
    return practitioner


def make_interpreter(**changes: Any) -> Interpreter:
    """Somebody who speaks everywhere, every day from 8 to 18 without a break."""
    given = {"name_zh_hans": "王丽", "name_ru": "Ван Ли", "name_en": "Wang Li", "russian_name": "Лена", "sex": "F", **changes}
    interpreter = Interpreter.objects.create(**given)
    Skill.objects.create(interpreter=interpreter, code="*", level=3)
    Shift.objects.bulk_create(
        Shift(interpreter=interpreter, weekday=day, starts=time(8), ends=time(18), valid_from=date(2024, 1, 1)) for day in range(7)
    )
    return interpreter


def make_visit(**changes: Any) -> Visit:
    """A booked massage at 10:30 without an interpreter, written straight into the table."""
    starts = changes.pop("starts", heihe(10, 30))
    practitioner = changes.pop("practitioner", None) or make_practitioner()
    service = changes.pop("service", None) or make_service()
    given = {
        "ticket": f"A-{1000 + next(_next)}",
        "day": starts.astimezone(HEIHE).date(),
        "patient": changes.pop("patient", None) or make_patient(),
        "room": practitioner.room,
        "ends": starts + timedelta(minutes=service.duration_min),
        "window_starts": starts,
        "window_ends": starts + timedelta(minutes=10),
        "booked_at": NOW,
        **changes,
    }
    return Visit.objects.create(starts=starts, practitioner=practitioner, service=service, **given)


def make_consent_text(kind: str = "reminders_email", version: int = 1, **changes: Any) -> ConsentText:
    given = {
        "title_zh_hans": "电子邮件提醒",
        "title_ru": "Напоминания по почте",
        "title_en": "Reminders by e-mail",
        "text_zh_hans": "我同意。\n随时可以撤回。",
        "text_ru": "Я согласна.\nОтозвать можно в любой момент.",
        "text_en": "I agree.\nWithdrawal at any time.",
        "valid_from": date(2026, 1, 1),
        **changes,
    }
    return ConsentText.objects.get_or_create(kind=kind, version=version, defaults=given)[0]


def make_consent(patient: Patient | None = None, kind: str = "reminders_email", **changes: Any) -> Consent:
    """A yes on paper to the latest text of this kind, a sheet of its own; `withdrawn=True` takes it back."""
    text = changes.pop("text", None) or ConsentText.objects.filter(kind=kind).order_by("-version").first() or make_consent_text(kind)
    witness = changes.pop("witness", None) or make_user()
    given = {"language": "ru", "way": "paper", "signed_at": NOW - timedelta(days=7), "witness": witness}
    withdrawal = {"withdrawn_at": NOW, "withdrawn_by": witness, "withdrawn_way": "spoken"} if changes.pop("withdrawn", False) else {}
    said = changes.pop("given", True)
    sheet = ConsentSheet.objects.create(patient=patient or make_patient(), **{**given, **changes})
    return Consent.objects.create(sheet=sheet, text=text, given=said, **withdrawal)


def make_guardian(patient: Patient, **changes: Any) -> Guardian:
    """The mother, whose entry in her passport was seen."""
    given = {
        "name": "KOVALEVA ELENA",
        "relation": "mother",
        "proof": "passport",
        "proof_detail": "75 1234567",
        "proof_seen_at": NOW,
        "noted_at": NOW,
        **changes,
    }
    return Guardian.objects.create(patient=patient, **given)

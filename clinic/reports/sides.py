"""The two columns of what is stored in three languages. `name` alone would fall back to another language in silence."""

from typing import Any

from clinic.accounts.models import User
from clinic.plans.models import Plan
from clinic.reports import dates, phrases
from clinic.reports.content import Bilingual, PersonName
from clinic.visits.models import Visit
from patients.facts import once
from patients.models import Patient, Stay


def sides(row: Any, field: str = "name") -> Bilingual:
    """Chinese and Russian of one translated field, a blank one as it is."""
    return Bilingual(zh=getattr(row, f"{field}_zh_hans") or "", ru=getattr(row, f"{field}_ru") or "")


def filled(text: Bilingual) -> Bilingual | None:
    """None when nobody wrote anything; half a text stays and is listed as missing."""
    return text if text.zh.strip() or text.ru.strip() else None


def name_of(patient: Patient) -> PersonName:
    """The name of the passport: Cyrillic, or Latin for who has none."""
    surname, given = patient.surname_ru, f"{patient.given_ru} {patient.patronymic_ru}".strip()
    if not (surname or given):
        surname, given = patient.surname_latin, patient.given_latin
    if not surname:
        surname, given = given, ""
    return PersonName(zh=patient.chinese_name, ru_surname=surname, ru_given=given)


def who(user: User | None) -> Bilingual:
    return sides(user) if user else phrases.phrase("program")


def interpreter_of(visit: Visit) -> Bilingual | None:
    """The interpreter's name, in Russian with the name that patients call her by."""
    if not visit.booking:
        return None
    name, known_as = sides(visit.booking.interpreter), visit.booking.interpreter.russian_name
    return Bilingual(name.zh, f"{name.ru} ({known_as})" if name.ru and known_as else name.ru)


def last_day(stay: Stay | None) -> Bilingual | None:
    return dates.day(stay.last_day) if stay and stay.last_day else None


def stay_on(patient: Patient, day: Any) -> Stay | None:
    """The stay that a day of treatment falls into: the last entry not after it, unless she had left again."""
    stay = patient.stays.filter(entry_date__lte=day).order_by("-entry_date").first()
    return None if stay and stay.left_on and stay.left_on < day else stay


def birth_of(patient: Patient) -> Bilingual | None:
    if patient.birth_date:
        return dates.birth_date(patient.birth_date)
    return Bilingual(patient.birth_date_partial, patient.birth_date_partial) if patient.birth_date_partial else None


def facts_of(plan: Plan, kind: str) -> tuple[Bilingual, ...]:
    """What the patient said. Without a Chinese form the quotation stands on both sides: an allergy must not fall away."""
    facts = once(plan.patient.facts.filter(kind=kind, ended_at=None).order_by("pk"))
    return tuple(Bilingual(zh=fact.text_zh or fact.text, ru=fact.text) for fact in facts)

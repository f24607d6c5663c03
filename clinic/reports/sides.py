"""The two columns of what is stored in three languages. `name` alone would fall back to another language in silence."""

from collections.abc import Sequence
from typing import Any

from clinic.accounts.models import User
from clinic.plans.models import Plan
from clinic.reports import dates, phrases
from clinic.reports.content import Bilingual, PersonName
from clinic.visits.models import Visit, Window
from interpreters.models import Interpreter
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
    """Who interprets, in Russian with the name that patients call her by; where two share the visit, both in their order."""
    names = tuple(dict.fromkeys(_called(window.booking.interpreter) for window in visit.windows if window.booking))
    return _together(names, " / ")


def interpreter_at(visit: Visit) -> Bilingual | None:
    """As `interpreter_of`; whoever is not there for all of the windows stands on a line with the hour from which she is."""
    people = {window.booking.interpreter_id if window.booking else None for window in visit.windows}
    if len(people) < 2:
        return interpreter_of(visit)
    taken = ((window, window.booking.interpreter) for window in visit.windows if window.booking)
    return _together((phrases.phrase("heihe_time"), *(_from(window, speaker) for window, speaker in taken)), "\n")


def _called(speaker: Interpreter) -> Bilingual:
    name, known_as = sides(speaker), speaker.russian_name
    return Bilingual(name.zh, f"{name.ru} ({known_as})" if name.ru and known_as else name.ru)


def _from(window: Window, speaker: Interpreter) -> Bilingual:
    """A blank name stays blank: it is listed as missing before anything is printed."""
    name, starts = _called(speaker), dates.clock(window.starts).heihe
    return Bilingual(*(f"{starts} {side}" if side else "" for side in (name.zh, name.ru)))


def _together(lines: Sequence[Bilingual], between: str) -> Bilingual | None:
    """One blank side makes the whole of that side blank."""
    if not lines:
        return None
    zh, ru = [line.zh for line in lines], [line.ru for line in lines]
    return Bilingual(*(between.join(side) if all(side) else "" for side in (zh, ru)))


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

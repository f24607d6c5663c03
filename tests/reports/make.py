"""A signed plan with a course and a formula, written straight into the tables."""

from typing import Any

from clinic.plans.models import Diagnosis, Pattern, Plan, Prescription, Step
from interpreters.models import Booking
from tests.make import NOW, heihe, make_interpreter, make_patient, make_practitioner, make_service, make_user, make_visit
from tests.reports.sample import HERBS

FROZEN = {
    "format": 1,
    "formula": {"code": "f_gui_zhi", "zh": "桂枝加葛根汤", "ru": "Гуй чжи цзя гэ гэнь тан", "pinyin": "", "book_zh": ""},
    "herbs": [
        {
            "code": f"h{number}",
            "zh": zh,
            "ru": ru,
            "pinyin": "",
            "latin": latin,
            "grams": grams,
            "role": "",
            "preparation": "decoct_first" if zh == "制附子" else "none",
            "preparation_zh": "",
            "preparation_ru": "",
        }
        for number, (zh, ru, latin, grams) in enumerate(HERBS)
    ],
    "days": 7,
    "grams_a_day": "147",
    "grams_total": "1029",
    "usage_zh": "水煎分两次温服",
    "usage_ru": "пить тёплым дважды в день",
    "findings": [
        {"code": "toxic", "severity": "warn", "herbs": ["h9"], "detail": "toxic", "source": "", "reason": "阳虚寒凝，必须用附子"},
        {"code": "travel", "severity": "note", "herbs": ["h9"], "detail": "", "source": "", "reason": ""},
    ],
    "facts": [],
    "age": 58,
    "practitioner": {"id": 1, "zh": "张海波", "ru": "Чжан Хайбо", "en": ""},
    "signer": {"id": 1, "zh": "张海波", "ru": "Чжан Хайбо", "en": ""},
    "signed_at": "2026-11-24T10:20:00+08:00",
}


def make_signed_plan(*, formula: bool = True, **changes: Any) -> Plan:
    """Tuina ten times, two sessions booked, and a formula unless the test wants none."""
    doctor = make_practitioner(name_zh_hans="张海波", name_ru="Чжан Хайбо", title_zh_hans="主任医师", title_ru="главный врач")
    plan = Plan.objects.create(
        patient=changes.pop("patient", None) or make_patient(),
        practitioner=doctor,
        diagnosis=Diagnosis.objects.create(code="neck", name_zh_hans="项痹病", name_ru="боль в шее"),
        pattern=Pattern.objects.create(code="qi_blood", name_zh_hans="气滞血瘀证", name_ru="застой ци и крови"),
        icd10_code="M47.8",
        created_at=NOW,
        **{"state": "signed", "signed_at": NOW, "signed_by": make_user("practitioner"), **changes},
    )
    step = Step.objects.create(plan=plan, position=1, kind="massage", service=make_service(), sessions=10)
    therapist = make_practitioner()
    for number, hour in ((1, 12), (2, 14)):
        make_visit(starts=heihe(hour), practitioner=therapist, patient=plan.patient, plan=plan, step=step, session_number=number)
    if formula:
        Step.objects.create(plan=plan, position=2, kind="formula", prescription=make_signed_formula(plan))
    return plan


def make_signed_formula(plan: Plan, **changes: Any) -> Prescription:
    given = {"state": "signed", "signed_at": NOW, "signed_by": plan.signed_by, "frozen": FROZEN, **changes}
    return Prescription.objects.create(patient=plan.patient, practitioner=plan.practitioner, created_at=NOW, **given)


def make_interpreted_visit(**changes: Any) -> Any:
    """A massage at 10:30 with Wang Li, whom patients call Lena."""
    wang_li = make_interpreter()
    booking = Booking.objects.create(interpreter=wang_li, starts=heihe(10, 30), ends=heihe(10, 40), place="302", booked_at=NOW)
    return make_visit(booking=booking, **changes)


def make_shared_visit(**changes: Any) -> Any:
    """A traction from 10:30 to 11:00: Wang Li at its start, at its end Chen Guohua or whoever is given as `last`."""
    last = changes.pop("last", None) or make_interpreter(name_zh_hans="陈国华", name_ru="Чэнь Гохуа", russian_name="Олег", sex="M")
    end = {"starts": heihe(10, 50), "ends": heihe(11)}
    closing = Booking.objects.create(interpreter=last, place="302", booked_at=NOW, **end)
    return make_interpreted_visit(closing_starts=end["starts"], closing_ends=end["ends"], closing_booking=closing, **changes)

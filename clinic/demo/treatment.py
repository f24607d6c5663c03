"""Plans and formulas of the invented patients: in bulk, frozen as a signature freezes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from clinic.demo.history import Trip
from clinic.demo.house import House, morning
from clinic.departments.models import Practitioner
from clinic.herbs.models import Formula
from clinic.plans.checking import Checked
from clinic.plans.freezing import frozen
from clinic.plans.models import Diagnosis, OutcomeScale, Pattern, Plan, Prescription, PrescriptionItem, Score, Step

BATCH = 2000
# Share of trips with a course that also carry a formula home.
WITH_FORMULA = 0.8
KIND = {"S_TUINA": "massage", "S_BONE": "bone_setting"}


@dataclass(frozen=True)
class Case:
    """What somebody comes with, in both languages."""

    diagnosis: str
    pattern: str
    formula: str
    complaint: tuple[str, str]
    goal: tuple[str, str]


NECK_GOAL = ("疼痛（NRS）降至 3 分以下；颈部旋转 ≥ 60°", "снизить боль (ЧРШ) до 3 баллов и ниже; поворот шеи не менее 60°")
BACK_GOAL = ("疼痛（NRS）降至 3 分以下；能平路行走 30 分钟", "снизить боль (ЧРШ) до 3 баллов и ниже; ходьба по ровному 30 минут")
CASES = (
    Case(
        "dx_xiang_bi_bing_jing_chui_bing",
        "pt_qi_zhi_xue_yu",
        "f_ge_gen_tang",
        ("颈肩痛 3 个月，低头加重", "боль в шее и плечах 3 месяца, хуже при наклоне головы"),
        NECK_GOAL,
    ),
    Case(
        "dx_xiang_bi_jing_tong",
        "pt_han_shi_bi_zu",
        "f_qiang_huo_sheng_shi_tang",
        ("颈痛伴头痛 2 周", "боль в шее с головной болью 2 недели"),
        NECK_GOAL,
    ),
    Case(
        "dx_yao_tong_bing_yao_bi",
        "pt_gan_shen_kui_xu",
        "f_du_huo_ji_sheng_tang",
        ("腰痛 6 周，弯腰加重", "боль в пояснице 6 недель, хуже при наклоне"),
        BACK_GOAL,
    ),
    Case(
        "dx_shen_zhe_han_shi_yao_tong",
        "pt_han_shi_bi_zu",
        "f_du_huo_ji_sheng_tang",
        ("腰部冷痛，阴雨天加重", "холод и боль в пояснице, хуже в сырую погоду"),
        BACK_GOAL,
    ),
)
USAGE = (
    "水煎 400 ml，分 2 次，饭后半小时温服。与西药间隔 1 小时以上。",
    "Отвар 400 мл в два приёма, тёплым, через 30 минут после еды. Между отваром и лекарствами — не менее часа.",
)


@dataclass(frozen=True)
class Vocabulary:
    """The rows that the cases name."""

    diagnoses: dict[str, Diagnosis]
    patterns: dict[str, int]
    formulas: dict[str, Formula]
    pain: OutcomeScale | None


@dataclass(frozen=True)
class Scene:
    """Everything a batch of plans is written from."""

    house: House
    words: Vocabulary
    today: date


def vocabulary() -> Vocabulary:
    """Three queries and one for the herbs of the formulas."""
    return Vocabulary(
        {row.code: row for row in Diagnosis.objects.all()},
        dict(Pattern.objects.values_list("code", "pk")),
        {row.code: row for row in Formula.objects.prefetch_related("items__herb")},
        OutcomeScale.objects.filter(code="NRS").first(),
    )


def write_plans(random: Random, trips: Sequence[Trip], keys: Sequence[int], house: House, *, today: date) -> dict[int, tuple[int, int]]:
    """A signed plan for each course whose consultation has been, many with a formula.

    Answers trip number → (plan, step of the course).
    """
    scene = Scene(house, vocabulary(), today)
    doctors = [house.practitioners[pk] for pk in house.offered_by["S_CONS"] if house.practitioners[pk].user_id]
    with_course = [(number, trip) for number, trip in enumerate(trips) if trip.course and trip.visits[0][0] < today]
    steps: dict[int, tuple[int, int]] = {}
    for start in range(0, len(with_course), BATCH):
        steps |= _write_batch(random, with_course[start : start + BATCH], keys=keys, doctors=doctors, scene=scene)
    return steps


def _write_batch(
    random: Random, batch: Sequence[tuple[int, Trip]], *, keys: Sequence[int], doctors: Sequence[Practitioner], scene: Scene
) -> dict[int, tuple[int, int]]:
    words = scene.words
    cases = [random.choice(CASES) for _ in batch]
    plans = [_plan(trip, keys[trip.person], random.choice(doctors), case, words) for (_n, trip), case in zip(batch, cases, strict=True)]
    Plan.objects.bulk_create(plans)
    courses = [_course(plan, trip, scene.house) for plan, (_n, trip) in zip(plans, batch, strict=True)]
    Step.objects.bulk_create(courses)
    chosen = [(plan, case) for plan, case in zip(plans, cases, strict=True) if random.random() < WITH_FORMULA]
    _write_formulas(chosen, words)
    Score.objects.bulk_create(score for plan, (_n, trip) in zip(plans, batch, strict=True) for score in _scores(random, plan, trip, scene))
    return {number: (plan.pk, course.pk) for (number, _trip), plan, course in zip(batch, plans, courses, strict=True)}


def _plan(trip: Trip, patient_id: int, doctor: Practitioner, case: Case, words: Vocabulary) -> Plan:
    at = morning(trip.visits[0][0]) + timedelta(hours=1)
    diagnosis = words.diagnoses[case.diagnosis]
    return Plan(
        patient_id=patient_id,
        practitioner=doctor,
        state=Plan.State.SIGNED,
        complaint_zh=case.complaint[0],
        complaint_ru=case.complaint[1],
        diagnosis=diagnosis,
        icd10_code=diagnosis.icd10_code,
        pattern_id=words.patterns[case.pattern],
        goal_zh=case.goal[0],
        goal_ru=case.goal[1],
        created_at=at,
        created_by_id=doctor.user_id,
        signed_at=at,
        signed_by_id=doctor.user_id,
    )


def _course(plan: Plan, trip: Trip, house: House) -> Step:
    sessions = max(session for _day, _service, session in trip.visits)
    return Step(plan=plan, position=1, kind=KIND.get(trip.course, "other"), service=house.services[trip.course], sessions=sessions)


def _write_formulas(chosen: Sequence[tuple[Plan, Case]], words: Vocabulary) -> None:
    written = [(_prescription(plan, words.formulas[case.formula]), plan) for plan, case in chosen]
    items = {id(prescription): _items(prescription) for prescription, _plan in written}
    for prescription, plan in written:
        signer = plan.practitioner.user
        prescription.frozen = frozen(prescription, items[id(prescription)], Checked((), (), None), {}, by=signer, now=plan.signed_at)  # type: ignore[arg-type]
    Prescription.objects.bulk_create([prescription for prescription, _plan in written])
    PrescriptionItem.objects.bulk_create((item for prescription, _plan in written for item in items[id(prescription)]), batch_size=BATCH)
    Step.objects.bulk_create(Step(plan=plan, position=2, kind="formula", prescription=prescription) for prescription, plan in written)


def _prescription(plan: Plan, formula: Formula) -> Prescription:
    return Prescription(
        patient_id=plan.patient_id,
        practitioner=plan.practitioner,
        formula=formula,
        state=Prescription.State.DISPENSED,
        days=7,
        usage_zh=USAGE[0],
        usage_ru=USAGE[1],
        created_at=plan.created_at,
        created_by_id=plan.created_by_id,
        signed_at=plan.signed_at,
        signed_by_id=plan.signed_by_id,
        dispensed_at=plan.signed_at + timedelta(hours=2) if plan.signed_at else None,
    )


def _items(prescription: Prescription) -> list[PrescriptionItem]:
    formula = prescription.formula
    rows = formula.items.all() if formula else ()
    return [
        PrescriptionItem(prescription=prescription, position=position, herb=row.herb, grams=row.grams, role=row.role)
        for position, row in enumerate(rows, 1)
    ]


def _scores(random: Random, plan: Plan, trip: Trip, scene: Scene) -> list[Score]:
    """Pain before each session that has been, falling as a rule."""
    if scene.words.pain is None:
        return []
    pain, scores = random.randint(6, 9), []
    for day, _service, session in trip.visits:
        at = morning(day) + timedelta(hours=2)
        if session and day < scene.today:
            scores.append(Score(patient_id=plan.patient_id, plan=plan, scale=scene.words.pain, value=pain, at=at, by_id=plan.signed_by_id))
            pain = max(1, pain - random.choice((0, 1, 1)))
    return scores

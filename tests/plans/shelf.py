"""A small pharmacy and the vocabulary of one plan, for the tests of this folder."""
from decimal import Decimal
from typing import Any

from clinic.herbs.models import Formula, FormulaItem, Herb, Incompatibility
from clinic.plans import planning, prescribing
from clinic.plans.models import Plan, Prescription
from clinic.plans.planning import Description, Line
from clinic.plans.prescribing import Contents, Portion
from clinic.plans.vocabulary import Diagnosis, Pattern
from patients.models import Fact, Patient
from tests.make import NOW, make_patient, make_service

HERBS = {
    "du_huo": ("独活", "дудник пушистый, корни", "Angelicae Pubescentis Radix", "dú huó", 3, 10),
    "gan_cao": ("甘草", "солодка уральская", "Glycyrrhizae Radix et Rhizoma", "gān cǎo", 2, 10),
    "dang_gui": ("当归", "дудник китайский", "Angelicae Sinensis Radix", "dāng guī", 6, 12),
    "gan_sui": ("甘遂", "молочай гансуй", "Kansui Radix", "gān suì", 1, 2),
}


def make_herb(code: str = "du_huo", **changes: Any) -> Herb:
    zh, ru, latin, pinyin, least, most = HERBS[code]
    names = {"name_zh_hans": zh, "name_ru": ru, "name_latin": latin, "pinyin": pinyin}
    given = {**names, "min_g": least, "max_g": most, "nature": "warm", **changes}
    return Herb.objects.filter(code=code).first() or Herb.objects.create(code=code, category_code="x", **given)


def make_formula(*codes: str) -> Formula:
    """A classical formula of these herbs, 6 g of each; the first is the sovereign."""
    formula = Formula.objects.create(code="f_test", name_zh_hans="独活寄生汤", name_ru="Ду хо цзи шэн тан", pinyin="dú huó jì shēng tāng")
    for position, code in enumerate(codes, start=1):
        role = "sovereign" if position == 1 else "minister"
        FormulaItem.objects.create(formula=formula, position=position, herb=make_herb(code), grams=6, role=role)
    return formula


def make_pair(one: str = "gan_cao", other: str = "gan_sui") -> Incompatibility:
    given = {"rule": "eighteen_incompatibilities", "severity": "contraindicated", "message_ru": "Не назначать вместе", "source": "ChP 2020"}
    return Incompatibility.objects.create(herb_a=make_herb(one), herb_b=make_herb(other), **given)


def make_fact(patient: Patient, kind: str, text: str, **changes: Any) -> Fact:
    return Fact.objects.create(patient=patient, kind=kind, text=text, noted_at=NOW, **changes)


def contents(days: int = 7, usage_zh: str = "水煎服", usage_ru: str = "отвар", **grams: object) -> Contents:
    portions = tuple(Portion(code, Decimal(str(each))) for code, each in grams.items())
    return Contents(portions, days, usage_zh, usage_ru)


def make_prescription(doctor: Any, patient: Patient | None = None, **grams: object) -> Prescription:
    """A complete draft of these herbs, by default 9 g of du huo; its revision is 1."""
    for code in grams or {"du_huo": 9}:
        make_herb(code)
    made = prescribing.draft(patient or make_patient(), practitioner=doctor, by=doctor.user, now=NOW)
    return prescribing.change(made, contents(**(grams or {"du_huo": 9})), seen=0, by=doctor.user, now=NOW)


def make_description(**changes: Any) -> Description:
    named = {"name_zh_hans": "腰痛病", "name_ru": "боль в пояснице", "icd10_code": "M54.5"}
    diagnosis = Diagnosis.objects.get_or_create(code="dx", defaults=named)[0]
    pattern = Pattern.objects.get_or_create(code="pt", defaults={"name_zh_hans": "肝肾亏虚证", "name_ru": "недостаток печени и почек"})[0]
    return Description(**{"diagnosis_id": diagnosis.pk, "pattern_id": pattern.pk, "goal_zh": "止痛", "goal_ru": "снять боль", **changes})


def massage(sessions: int = 10, **changes: Any) -> Line:
    return Line(**{"service_id": make_service().pk, "sessions": sessions, **changes})


def make_plan(doctor: Any, patient: Patient | None = None, *lines: Line, **changes: Any) -> Plan:
    """A complete draft with ten massages; its revision is 1."""
    made = planning.draft(patient or make_patient(), practitioner=doctor, by=doctor.user, now=NOW)
    return planning.change(made, make_description(**changes), lines or [massage()], seen=0, by=doctor.user, now=NOW)


def make_signed_plan(doctor: Any, patient: Patient | None = None) -> Plan:
    return planning.sign(make_plan(doctor, patient), seen=1, by=doctor.user, now=NOW)

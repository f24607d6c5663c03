from dataclasses import replace

import pytest
from django.utils.translation import override

from clinic.herbs.models import Caution, HerbDrug, TravelRule
from clinic.herbs.safety import CODES, Finding
from clinic.plans.completeness import Gap
from clinic.plans.wording import LACKS, SUBJECTS, WRITERS, gap_in_words, rows_for, words_of
from tests.plans.shelf import make_herb, make_pair

DETAILS = {
    "dose_above": "12>10", "dose_below": "1<3", "duplicate": "2 times, 18", "herb_drug": "HD1: Варфарин", "condition": "C1: гипертония",
    "age": "adult_range", "travel": "TR1: forbidden", "toxic": "toxic", "pregnancy": "caution", "restricted": "no", "allergy": "мёд",
}  # fmt: skip


def said(finding):
    return str(words_of(finding, rows_for([finding])))


def test_every_code_of_the_check_has_words():
    assert set(WRITERS) == set(CODES)


@pytest.mark.django_db
@pytest.mark.parametrize("code", CODES)
def test_words_are_found_without_the_catalogue_too(code):
    herbs = ("gan_cao", "gan_sui") if code in ("eighteen_incompatibilities", "nineteen_fears", "incompatible_review") else ("gan_cao",)
    assert len(said(Finding(code, "warn", herbs, DETAILS.get(code, "")))) > 5


@pytest.mark.django_db
def test_a_pair_is_named_in_the_readers_language():
    make_pair()
    with override("ru"):
        text = said(Finding("eighteen_incompatibilities", "block", ("gan_cao", "gan_sui")))
    assert "солодка уральская" in text
    assert "甘草" not in text


@pytest.mark.django_db
def test_the_catalogue_says_what_the_medicine_does_and_what_to_do():
    HerbDrug.objects.create(
        code="HD1", herb=make_herb("gan_cao"), drug_class="x", drug="варфарин", drug_inn="warfarin", severity="major",
        evidence="case_reports", effect_ru="риск кровотечения", action_ru="контроль МНО",
    )  # fmt: skip
    with override("ru"):
        text = said(Finding("herb_drug", "warn", ("gan_cao",), "HD1: Варфарекс 2,5"))
    assert all(part in text for part in ("Варфарекс 2,5", "риск кровотечения", "контроль МНО"))


@pytest.mark.django_db
def test_a_border_rule_and_a_caution_quote_their_rows():
    herb = make_herb("gan_cao")
    TravelRule.objects.create(code="TR1", herb=herb, material_ru="солодка", rule="limit", status="known", tell_patient_ru="до 5 кг")
    Caution.objects.create(code="A1", herb=herb, kind="age", below_age=14, note_ru="детям нельзя")
    with override("ru"):
        assert "до 5 кг" in said(Finding("travel", "note", ("gan_cao",), "TR1: limit"))
        assert "детям нельзя" in said(Finding("age", "warn", ("gan_cao",), "A1"))


def test_every_gap_has_words():
    for subject in SUBJECTS:
        for code in LACKS:
            assert "%" not in gap_in_words(replace(Gap(code, subject), number=3))

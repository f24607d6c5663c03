from datetime import date

import pytest

from clinic.herbs.models import Herb
from clinic.plans import planning, prescribing
from clinic.plans.findings import key_of
from clinic.plans.models import OverriddenFinding, Prescription
from clinic.plans.refusals import DraftChanged, HerbUnknown, Incomplete, NotADraft, ReasonsMissing, UnsafeFormula
from tests.make import NOW, make_patient
from tests.plans.shelf import contents, make_fact, make_formula, make_herb, make_pair, make_plan, make_prescription


def sign(prescription, doctor, reason="", seen=1):
    """Sign with the same reason for every warning."""
    reasons = {key_of(each): reason for each in prescribing.check_stored(prescription, NOW).warnings}
    return prescribing.sign(prescription, reasons, seen=seen, by=doctor.user, now=NOW)


def test_a_classical_formula_brings_herbs_grams_and_roles(zhang_haibo, elena):
    made = prescribing.draft(elena, practitioner=zhang_haibo, by=zhang_haibo.user, now=NOW, formula=make_formula("du_huo", "gan_cao"))
    assert list(made.items.values_list("herb__code", "grams", "role")) == [("du_huo", 6, "sovereign"), ("gan_cao", 6, "minister")]


def test_a_herb_nobody_knows_is_refused_by_its_code(zhang_haibo):
    with pytest.raises(HerbUnknown, match="unicorn"):
        prescribing.change(make_prescription(zhang_haibo), contents(unicorn=3), seen=1, by=zhang_haibo.user, now=NOW)


def test_a_dose_within_the_range_is_signed_without_a_word(zhang_haibo):
    signed = sign(make_prescription(zhang_haibo, du_huo=9), zhang_haibo)
    assert (signed.state, signed.frozen["findings"]) == ("signed", [])


def test_a_warning_without_a_reason_is_not_signed(zhang_haibo):
    with pytest.raises(ReasonsMissing) as refusal:
        sign(make_prescription(zhang_haibo, du_huo=12), zhang_haibo, reason=" .. 1")
    assert [finding.code for finding in refusal.value.findings] == ["dose_above"]
    assert not OverriddenFinding.objects.exists()


def test_a_reason_signs_the_warning_and_is_kept_with_it(zhang_haibo):
    signed = sign(make_prescription(zhang_haibo, du_huo=12), zhang_haibo, reason="体质壮实")
    kept = OverriddenFinding.objects.get()
    assert (kept.code, kept.detail, kept.reason, kept.by) == ("dose_above", "12>10", "体质壮实", zhang_haibo.user)
    assert signed.frozen["findings"][0]["reason"] == "体质壮实"


def test_a_forbidden_pair_is_never_signed_whatever_the_reason(zhang_haibo):
    make_pair("gan_cao", "gan_sui")
    prescription = make_prescription(zhang_haibo, gan_cao=6, gan_sui=1)
    with pytest.raises(UnsafeFormula) as refusal:
        sign(prescription, zhang_haibo, reason="I insist on it")
    assert refusal.value.findings[0].herbs == ("gan_cao", "gan_sui")
    assert Prescription.objects.get().state == "draft"


def test_an_allergy_noted_after_the_page_was_shown_still_stops_the_signature(zhang_haibo, elena):
    prescription = make_prescription(zhang_haibo, elena, gan_cao=6)
    assert prescribing.check_stored(prescription, NOW).findings == ()
    make_fact(elena, "allergy", "солодка")
    with pytest.raises(UnsafeFormula, match="allergy"):
        sign(prescription, zhang_haibo)


def test_a_pair_added_to_the_catalogue_meanwhile_stops_the_signature(zhang_haibo):
    prescription = make_prescription(zhang_haibo, gan_cao=6, gan_sui=1)
    assert prescribing.check_stored(prescription, NOW).findings == ()
    make_pair("gan_cao", "gan_sui")
    with pytest.raises(UnsafeFormula):
        sign(prescription, zhang_haibo)


def test_a_fact_that_ended_no_longer_counts(zhang_haibo, elena):
    make_fact(elena, "allergy", "солодка", ended_at=NOW)
    assert prescribing.check_stored(make_prescription(zhang_haibo, elena, gan_cao=6), NOW).findings == ()


def test_a_fact_in_three_wordings_is_one_finding_in_the_patients_words(zhang_haibo, elena):
    make_fact(elena, "allergy", "солодка", text_zh="甘草", code="gan_cao")
    found = prescribing.check_stored(make_prescription(zhang_haibo, elena, gan_cao=6), NOW).findings
    assert [(finding.code, finding.detail) for finding in found] == [("allergy", "солодка")]


def test_a_child_of_whom_only_the_year_is_known_is_checked_as_a_child(zhang_haibo):
    child = make_patient(birth_date=None, birth_date_partial="2015")
    checked = prescribing.check_stored(make_prescription(zhang_haibo, child), NOW)
    assert (checked.age, checked.findings[0].code) == (10, "age")


def test_a_birth_in_the_future_is_no_age(zhang_haibo):
    assert prescribing.check_stored(make_prescription(zhang_haibo, make_patient(birth_date=date(2090, 1, 1))), NOW).age is None


def test_half_an_instruction_is_not_signed(zhang_haibo):
    prescription = prescribing.change(make_prescription(zhang_haibo), contents(usage_ru="", du_huo=9), seen=1, by=zhang_haibo.user, now=NOW)
    with pytest.raises(Incomplete, match="usage: no_russian"):
        sign(prescription, zhang_haibo, seen=2)


def test_a_signed_formula_is_signed_once_and_changed_never(zhang_haibo):
    signed = sign(make_prescription(zhang_haibo), zhang_haibo)
    with pytest.raises(NotADraft):
        sign(signed, zhang_haibo)
    with pytest.raises(NotADraft):
        prescribing.change(signed, contents(du_huo=3), seen=2, by=zhang_haibo.user, now=NOW)


def test_two_doctors_at_one_formula_the_second_loses_nothing_and_overwrites_nothing(zhang_haibo):
    prescription = make_prescription(zhang_haibo, du_huo=9)
    prescribing.change(prescription, contents(du_huo=5), seen=1, by=zhang_haibo.user, now=NOW)
    with pytest.raises(DraftChanged):
        sign(prescription, zhang_haibo, seen=1)
    assert prescription.items.get().grams == 5


def test_later_edits_of_the_catalogue_never_reach_a_signed_formula(zhang_haibo):
    before = sign(make_prescription(zhang_haibo), zhang_haibo).frozen
    Herb.objects.filter(code="du_huo").update(name_ru="другое имя", name_latin="Alia", max_g=4, toxicity="high")
    assert Prescription.objects.get().frozen == before
    assert before["herbs"][0] | {"role": ""} == {
        "code": "du_huo", "zh": "独活", "ru": "дудник пушистый, корни", "pinyin": "dú huó", "latin": "Angelicae Pubescentis Radix",
        "grams": "9", "role": "", "preparation": "none", "preparation_zh": "", "preparation_ru": "",
    }  # fmt: skip


def test_the_frozen_formula_knows_what_the_signer_knew(zhang_haibo, elena):
    make_fact(elena, "medicine", "Эналаприл 5 мг")
    frozen = sign(make_prescription(zhang_haibo, elena, du_huo=4.5), zhang_haibo).frozen
    assert frozen["facts"] == [{"kind": "medicine", "text": "Эналаприл 5 мг", "text_zh": "", "code": ""}]
    assert (frozen["age"], frozen["grams_a_day"], frozen["grams_total"]) == (58, "4.5", "31.5")
    assert (frozen["signer"]["ru"], frozen["signed_at"]) == ("Чжан Хайбо", "2026-11-24T10:20:00+08:00")


def test_a_new_version_of_a_plan_brings_its_formula_as_a_draft_to_be_signed_again(zhang_haibo):
    plan, formula = make_plan(zhang_haibo), make_prescription(zhang_haibo)
    planning.add_formula(plan, formula, seen=1, by=zhang_haibo.user, now=NOW)
    sign(formula, zhang_haibo)
    new = planning.supersede(planning.sign(plan, seen=2, by=zhang_haibo.user, now=NOW), by=zhang_haibo.user, now=NOW)
    copied = new.steps.get(kind="formula").prescription
    assert (copied.state, copied.items.get().herb, copied.pk == formula.pk) == ("draft", make_herb(), False)


def test_one_reason_may_answer_all_doses_below_the_range_and_nothing_else(zhang_haibo):
    prescription = make_prescription(zhang_haibo, du_huo=1, dang_gui=2, gan_cao=15)
    together = {"dose_below": "体虚量小", "dose_above": "I am sure of it"}
    with pytest.raises(ReasonsMissing) as refusal:
        prescribing.sign(prescription, together, seen=1, by=zhang_haibo.user, now=NOW)
    assert [finding.code for finding in refusal.value.findings] == ["dose_above"]

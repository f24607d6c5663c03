import pytest

from clinic.plans import planning
from clinic.plans.models import Plan
from clinic.plans.planning import Line
from clinic.plans.refusals import DraftChanged, Incomplete, NotADraft, NotSigned
from tests.make import NOW, make_service
from tests.plans.shelf import make_description, make_plan, make_prescription, make_signed_plan, massage


def test_the_icd_code_is_proposed_by_the_diagnosis(zhang_haibo):
    assert make_plan(zhang_haibo).icd10_code == "M54.5"


def test_a_code_typed_by_the_doctor_stands(zhang_haibo):
    assert make_plan(zhang_haibo, icd10_code="M54.4").icd10_code == "M54.4"


def test_the_kind_of_a_step_follows_its_service(zhang_haibo):
    bones = make_service("S_BONES", kind="bone_setting", interpreting="whole", interpreting_min=None)
    needles = make_service("S_NEEDLES", kind="needles", interpreting="whole", interpreting_min=None)
    plan = make_plan(zhang_haibo, None, massage(), Line(service_id=bones.pk, sessions=3), Line(service_id=needles.pk, sessions=5))
    assert [step.kind for step in plan.steps.all()] == ["massage", "bone_setting", "other"]


def test_steps_change_places_without_changing_rows(zhang_haibo):
    plan = make_plan(zhang_haibo, None, massage(10), massage(3))
    first, second = plan.steps.all()
    lines = [Line(second.pk, second.service_id, 3), Line(first.pk, first.service_id, 10)]
    planning.change(plan, make_description(), lines, seen=1, by=zhang_haibo.user, now=NOW)
    assert [step.pk for step in plan.steps.all()] == [second.pk, first.pk]


def test_a_step_left_out_is_gone_and_its_draft_formula_given_up(zhang_haibo):
    plan, formula = make_plan(zhang_haibo), make_prescription(zhang_haibo)
    planning.add_formula(plan, formula, seen=1, by=zhang_haibo.user, now=NOW)
    planning.change(plan, make_description(), [massage()], seen=2, by=zhang_haibo.user, now=NOW)
    formula.refresh_from_db()
    assert (plan.steps.count(), formula.state) == (1, "cancelled")


def test_two_doctors_at_one_draft_the_second_is_told_who_was_first(zhang_haibo, liu_fang):
    plan = make_plan(zhang_haibo)
    planning.change(plan, make_description(), [massage(5)], seen=1, by=liu_fang, now=NOW)
    with pytest.raises(DraftChanged) as refusal:
        planning.change(plan, make_description(), [massage(7)], seen=1, by=zhang_haibo.user, now=NOW)
    assert (refusal.value.by_id, refusal.value.revision) == (liu_fang.pk, 2)
    assert plan.steps.get().sessions == 5


def test_signing_keeps_who_and_when(zhang_haibo):
    plan = make_signed_plan(zhang_haibo)
    assert (plan.state, plan.signed_by, plan.signed_at) == ("signed", zhang_haibo.user, NOW)


def test_signing_lists_everything_missing_and_signs_nothing(zhang_haibo):
    plan = make_plan(zhang_haibo, None, massage(note_ru="бережно"), pattern_id=None, goal_ru="")
    with pytest.raises(Incomplete) as refusal:
        planning.sign(plan, seen=1, by=zhang_haibo.user, now=NOW)
    told = [(gap.subject, gap.code) for gap in refusal.value.gaps]
    assert told == [("pattern", "missing"), ("goal", "no_russian"), ("note", "no_chinese")]
    assert Plan.objects.get().state == "draft"


def test_an_unsigned_formula_holds_the_plan_back(zhang_haibo):
    plan = make_plan(zhang_haibo)
    planning.add_formula(plan, make_prescription(zhang_haibo), seen=1, by=zhang_haibo.user, now=NOW)
    with pytest.raises(Incomplete, match="step_formula"):
        planning.sign(plan, seen=2, by=zhang_haibo.user, now=NOW)


def test_a_signed_plan_is_not_signed_or_changed_again(zhang_haibo):
    plan = make_signed_plan(zhang_haibo)
    with pytest.raises(NotADraft):
        planning.sign(plan, seen=2, by=zhang_haibo.user, now=NOW)
    with pytest.raises(NotADraft):
        planning.change(plan, make_description(), [], seen=2, by=zhang_haibo.user, now=NOW)
    assert plan.steps.count() == 1


def test_a_new_version_takes_force_only_when_signed(zhang_haibo):
    old = make_signed_plan(zhang_haibo)
    new = planning.supersede(old, by=zhang_haibo.user, now=NOW)
    assert (new.version, new.state, new.steps.count(), Plan.objects.get(pk=old.pk).state) == (2, "draft", 1, "signed")
    planning.sign(new, seen=0, by=zhang_haibo.user, now=NOW)
    assert Plan.objects.get(pk=old.pk).state == "superseded"


def test_a_new_version_asked_twice_is_one(zhang_haibo):
    old = make_signed_plan(zhang_haibo)
    assert planning.supersede(old, by=zhang_haibo.user, now=NOW) == planning.supersede(old, by=zhang_haibo.user, now=NOW)


def test_a_draft_has_no_next_version(zhang_haibo):
    with pytest.raises(NotSigned):
        planning.supersede(make_plan(zhang_haibo), by=zhang_haibo.user, now=NOW)


def test_a_given_up_version_leaves_room_for_another(zhang_haibo):
    old = make_signed_plan(zhang_haibo)
    begun = planning.supersede(old, by=zhang_haibo.user, now=NOW)
    planning.give_up(begun, seen=0, by=zhang_haibo.user, now=NOW)
    assert planning.supersede(old, by=zhang_haibo.user, now=NOW).pk != begun.pk


def test_an_untouched_draft_is_given_back(zhang_haibo, elena):
    begun = [planning.draft(elena, practitioner=zhang_haibo, by=zhang_haibo.user, now=NOW) for _ in range(2)]
    assert begun[0] == begun[1]

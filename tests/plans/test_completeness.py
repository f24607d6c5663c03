from dataclasses import replace

from clinic.plans.completeness import FormulaAsStored, Gap, HerbAsStored, PlanAsStored, Sides, StepAsStored, formula_gaps, plan_gaps

BOTH = Sides("推拿", "массаж")
NEITHER = Sides("", "")
STEP = StepAsStored(service=BOTH, note=NEITHER)
PLAN = PlanAsStored(
    patient=BOTH, practitioner=BOTH, diagnosis=BOTH, pattern=BOTH, icd10_code="M54.5", complaint=NEITHER, goal=NEITHER, steps=(STEP,)
)
HERB = HerbAsStored(name=BOTH, latin="Poria", preparation=NEITHER)
FORMULA = FormulaAsStored(patient=BOTH, practitioner=BOTH, herbs=(HERB,), usage=BOTH)


def test_a_whole_plan_lacks_nothing():
    assert plan_gaps(PLAN) == ()


def test_everything_missing_is_told_at_once():
    bare = replace(PLAN, diagnosis=None, pattern=None, icd10_code="", steps=())
    assert [gap.subject for gap in plan_gaps(bare)] == ["diagnosis", "pattern", "icd10_code", "steps"]


def test_a_goal_in_one_language_is_half_a_goal():
    assert plan_gaps(replace(PLAN, goal=Sides("止痛", ""))) == (Gap("no_russian", "goal"),)


def test_a_name_without_chinese_is_found_before_the_printer_finds_it():
    assert plan_gaps(replace(PLAN, patient=Sides(" ", "Ковалёва"))) == (Gap("no_chinese", "patient"),)


def test_advice_in_one_language_is_found_at_its_line():
    told = replace(STEP, advice=(BOTH, Sides("", "пейте воду")))
    assert plan_gaps(replace(PLAN, steps=(told,))) == (Gap("no_chinese", "advice", 1),)


def test_the_second_step_is_named_by_its_number():
    unsigned = StepAsStored(service=None, note=NEITHER, formula_state="draft")
    assert plan_gaps(replace(PLAN, steps=(STEP, unsigned))) == (Gap("not_signed", "step_formula", 2),)


def test_a_dispensed_formula_counts_as_signed():
    assert plan_gaps(replace(PLAN, steps=(StepAsStored(None, NEITHER, "dispensed"),))) == ()


def test_a_pulse_without_russian_is_found():
    assert plan_gaps(replace(PLAN, signs=(("pulse", Sides("浮脉", "")),))) == (Gap("no_russian", "pulse"),)


def test_a_formula_needs_herbs_and_the_way_to_take_them():
    assert formula_gaps(replace(FORMULA, herbs=(), usage=NEITHER)) == (Gap("missing", "herbs"), Gap("missing", "usage"))


def test_a_herb_without_latin_is_found_by_its_row():
    assert formula_gaps(replace(FORMULA, herbs=(HERB, replace(HERB, latin="")))) == (Gap("missing", "latin", 2),)

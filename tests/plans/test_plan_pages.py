import pytest
from django.urls import reverse

from clinic.plans import planning
from clinic.plans.models import Plan, Prescription
from tests.cast import client_of
from tests.make import NOW
from tests.plans.shelf import make_description, make_formula, make_plan, make_signed_plan, massage

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"plans:{name}", args=args)


def typed(plan, **changes):
    """What the browser sends from the page of this plan, its empty last line included."""
    steps = list(plan.steps.all())
    names = ("complaint_zh", "complaint_ru", "goal_zh", "goal_ru", "icd10_code", "revision")
    words = {name: getattr(plan, name) for name in names} | {"diagnosis": plan.diagnosis_id or "", "pattern": plan.pattern_id or ""}
    lines = {
        "step": [step.pk for step in steps] + [""],
        "service": [step.service_id or "" for step in steps] + [""],
        "sessions": [step.sessions or "" for step in steps] + [""],
        "note_zh": [step.note_zh for step in steps] + [""],
        "note_ru": [step.note_ru for step in steps] + [""],
    }
    return {**words, **lines, "do": "save", **changes}


@pytest.fixture
def doctor(zhang_haibo):
    return client_of(zhang_haibo.user)


def test_beginning_a_plan_twice_begins_one(doctor, elena):
    first, second = (doctor.post(page("create", elena.mrn)) for _ in range(2))
    assert first.url == second.url == page("edit", Plan.objects.get().pk)


def test_looking_at_the_beginning_begins_nothing(doctor, elena):
    assert doctor.get(page("create", elena.mrn)).status_code == 200
    assert not Plan.objects.exists()


def test_what_is_typed_is_stored(doctor, zhang_haibo):
    plan = make_plan(zhang_haibo)
    doctor.post(page("edit", plan.pk), typed(plan, goal_ru="ходить без боли", icd10_code="М54,4", sessions=["7", ""]))
    plan.refresh_from_db()
    assert (plan.goal_ru, plan.icd10_code, plan.steps.get().sessions) == ("ходить без боли", "M54.4", 7)


def test_the_empty_last_line_becomes_a_step_when_filled(doctor, zhang_haibo):
    plan = make_plan(zhang_haibo)
    doctor.post(page("edit", plan.pk), typed(plan, service=[plan.steps.get().service_id] * 2, sessions=["10", "5"]))
    assert list(plan.steps.values_list("sessions", flat=True)) == [10, 5]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("goal_ru", "б" * 10_000), ("goal_zh", "止痛💊"), ("complaint_ru", "a\x00b"),
        ("icd10_code", "боль"), ("diagnosis", "999999"), ("revision", "x"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_on_the_page_and_kept_as_typed(doctor, zhang_haibo, field, value):
    plan = make_plan(zhang_haibo)
    answer = doctor.post(page("edit", plan.pk), typed(plan, goal_zh="好起来") | {field: value})
    assert answer.status_code == 422
    assert answer.context["written"].form.errors[field]
    assert answer.context["written"].form[field].value() == value
    assert Plan.objects.get().goal_zh == "止痛"


@pytest.mark.parametrize("sessions", ["0", "-1", "61", "ten", "", "9" * 50])
def test_impossible_sessions_are_told_in_their_line(doctor, zhang_haibo, sessions):
    plan = make_plan(zhang_haibo)
    answer = doctor.post(page("edit", plan.pk), typed(plan, sessions=[sessions, ""]))
    assert answer.status_code == 422
    assert answer.context["written"].lines[0].form.errors["sessions"]


def test_forged_lines_are_no_error_of_the_server(doctor, zhang_haibo):
    plan = make_plan(zhang_haibo)
    forged = {"step": ["9" * 30, "x"], "service": ["1" * 30], "sessions": [], "note_zh": ["n"] * 100}
    assert doctor.post(page("edit", plan.pk), typed(plan, **forged)).status_code == 422


def test_a_second_doctor_is_told_and_keeps_what_she_typed(doctor, zhang_haibo, liu_fang):
    plan = make_plan(zhang_haibo)
    planning.change(plan, make_description(goal_ru="другое"), [massage(5)], seen=1, by=liu_fang, now=NOW)
    answer = doctor.post(page("edit", plan.pk), typed(plan, goal_ru="моё"))
    assert answer.status_code == 409
    assert "刘芳" in answer.content.decode()
    assert answer.context["written"].form["goal_ru"].value() == "моё"
    assert Plan.objects.get().goal_ru == "другое"


def test_saving_again_after_the_warning_replaces_knowingly(doctor, zhang_haibo, liu_fang):
    plan = make_plan(zhang_haibo)
    planning.change(plan, make_description(goal_ru="другое"), [massage(5)], seen=1, by=liu_fang, now=NOW)
    warned = doctor.post(page("edit", plan.pk), typed(plan, goal_ru="моё"))
    doctor.post(page("edit", plan.pk), typed(plan, goal_ru="моё", revision=warned.context["written"].form["revision"].value()))
    assert Plan.objects.get().goal_ru == "моё"


def test_signing_saves_what_the_page_shows(doctor, zhang_haibo):
    plan = make_plan(zhang_haibo)
    doctor.post(page("sign", plan.pk), typed(plan, goal_ru="ходить"))
    plan.refresh_from_db()
    assert (plan.state, plan.goal_ru) == ("signed", "ходить")


def test_the_same_click_twice_signs_once(doctor, zhang_haibo):
    plan = make_plan(zhang_haibo)
    first, second = (doctor.post(page("sign", plan.pk), typed(plan)) for _ in range(2))
    assert first.url == second.url == page("plan", plan.pk)
    assert Plan.objects.get().revision == 3


def test_a_refused_signature_says_what_is_missing_and_saves_the_draft(doctor, zhang_haibo):
    plan = make_plan(zhang_haibo)
    answer = doctor.post(page("sign", plan.pk), typed(plan, goal_zh="", pattern=""))
    assert (answer.status_code, len(answer.context["refused"])) == (409, 3)
    plan.refresh_from_db()
    assert (plan.state, plan.pattern_id, plan.revision) == ("draft", None, answer.context["written"].form["revision"].value())


def test_a_signed_plan_is_read_and_not_edited(doctor, zhang_haibo):
    plan = make_signed_plan(zhang_haibo)
    assert doctor.get(page("edit", plan.pk)).url == page("plan", plan.pk)
    assert doctor.post(page("edit", plan.pk), typed(plan, goal_ru="после")).url == page("plan", plan.pk)
    assert Plan.objects.get().goal_ru == "снять боль"


def test_a_formula_is_begun_by_any_name_from_the_plan(doctor, zhang_haibo):
    plan, classical = make_plan(zhang_haibo), make_formula("du_huo", "gan_cao")
    answer = doctor.post(page("add_formula", plan.pk), typed(plan, classical="dhjst", goal_ru="ходить"))
    made = Prescription.objects.get()
    assert (answer.url, made.formula, made.step.plan) == (page("formula", made.pk), classical, plan)
    assert Plan.objects.get().goal_ru == "ходить"


def test_a_classical_formula_nobody_knows_is_told(doctor, zhang_haibo):
    plan = make_plan(zhang_haibo)
    answer = doctor.post(page("add_formula", plan.pk), typed(plan, classical="unicorn tang"))
    assert (answer.status_code, answer.context["missed"]) == (422, "unicorn tang")


def test_the_next_version_is_begun_once(doctor, zhang_haibo):
    plan = make_signed_plan(zhang_haibo)
    assert doctor.post(page("supersede", plan.pk)).url == doctor.post(page("supersede", plan.pk)).url
    assert Plan.objects.count() == 2


def test_a_draft_is_put_away(doctor, zhang_haibo):
    plan = make_plan(zhang_haibo)
    doctor.post(page("give_up", plan.pk), {"revision": "1"})
    assert Plan.objects.get().state == "cancelled"


def test_the_list_shows_ones_own_and_everybodys(doctor, zhang_haibo, django_assert_max_num_queries):
    for _ in range(5):
        make_plan(zhang_haibo)
    make_signed_plan(zhang_haibo)
    with django_assert_max_num_queries(14):
        answer = doctor.get(page("list"))
    assert (len(answer.context["drafts"]), len(answer.context["page"].object_list)) == (5, 1)


def test_a_plan_can_be_read_in_a_handful_of_queries(doctor, zhang_haibo, django_assert_max_num_queries):
    plan = make_signed_plan(zhang_haibo)
    with django_assert_max_num_queries(14):
        assert doctor.get(page("plan", plan.pk)).status_code == 200

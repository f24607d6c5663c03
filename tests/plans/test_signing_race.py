"""Many clicks at one instant from several processes: a formula is signed once, and nobody gets an error."""
import pytest

from clinic.departments.models import Practitioner
from clinic.plans import planning, prescribing
from clinic.plans.models import OverriddenFinding, Plan, Prescription
from clinic.plans.refusals import DraftChanged, NotADraft
from tests.make import NOW, make_practitioner, make_user
from tests.plans.shelf import contents, make_plan, make_prescription

pytestmark = pytest.mark.race
TOGETHER = {"dose_below": "体虚量小"}


def sign_formula(number, *, pk, doctor):
    user = Practitioner.objects.get(pk=doctor).user
    try:
        prescribing.sign(Prescription.objects.get(pk=pk), TOGETHER, seen=1, by=user, now=NOW)
    except NotADraft:
        return "signed already"
    return "signed"


def change_or_sign(number, *, pk, doctor):
    user = Practitioner.objects.get(pk=doctor).user
    formula = Prescription.objects.get(pk=pk)
    try:
        if number % 2:
            prescribing.sign(formula, {}, seen=1, by=user, now=NOW)
        else:
            prescribing.change(formula, contents(du_huo=5 + number / 2), seen=1, by=user, now=NOW)
    except (NotADraft, DraftChanged) as refusal:
        return refusal.code
    return "done"


def sign_plan(number, *, pk, doctor):
    try:
        planning.sign(Plan.objects.get(pk=pk), seen=1, by=Practitioner.objects.get(pk=doctor).user, now=NOW)
    except NotADraft:
        return "signed already"
    return "signed"


@pytest.fixture
def doctor(transactional_db):
    return make_practitioner(user=make_user("practitioner"))


def test_a_formula_clicked_from_ten_places_is_signed_once(race, doctor):
    formula = make_prescription(doctor, du_huo=1)
    outcomes = race(sign_formula, times=10, pk=formula.pk, doctor=doctor.pk)
    assert sorted(str(one.value) for one in outcomes) == ["signed"] + ["signed already"] * 9
    assert OverriddenFinding.objects.count() == 1


def test_of_changes_and_signatures_at_one_instant_one_wins_and_the_rest_are_told(race, doctor):
    formula = make_prescription(doctor, du_huo=9)
    outcomes = race(change_or_sign, times=10, pk=formula.pk, doctor=doctor.pk)
    assert [one.error for one in outcomes if one.error] == []
    assert [one.value for one in outcomes].count("done") == 1
    assert Prescription.objects.get().revision == 2


def test_a_plan_clicked_from_ten_places_is_signed_once(race, doctor):
    plan = make_plan(doctor)
    outcomes = race(sign_plan, times=10, pk=plan.pk, doctor=doctor.pk)
    assert sorted(str(one.value) for one in outcomes) == ["signed"] + ["signed already"] * 9

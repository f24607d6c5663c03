import pytest
from django.urls import reverse

from clinic.audit.models import Reading
from clinic.plans import prescribing
from clinic.plans.models import OverriddenFinding, Prescription
from tests.cast import client_of
from tests.make import NOW
from tests.plans.shelf import contents, make_formula, make_herb, make_pair, make_prescription

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"plans:{name}", args=args)


def typed(prescription, **changes):
    """What the browser sends from the page of this formula."""
    items = list(prescription.items.select_related("herb"))
    lines = {"herb": [one.herb.code for one in items], "grams": [str(one.grams) for one in items], "role": [one.role for one in items]}
    words = {name: getattr(prescription, name) for name in ("revision", "days", "usage_zh", "usage_ru")}
    return {**words, **lines, "do": "save", "add": "", **changes}


@pytest.fixture
def doctor(zhang_haibo):
    return client_of(zhang_haibo.user)


@pytest.fixture
def formula(zhang_haibo):
    return make_prescription(zhang_haibo, du_huo=9, gan_cao=6)


def grams(prescription):
    return {item.herb.code: float(item.grams) for item in prescription.items.select_related("herb")}


def test_comma_and_point_are_both_grams(doctor, formula):
    doctor.post(page("formula", formula.pk), typed(formula, grams=["4,5", "3.5"]))
    assert grams(formula) == {"du_huo": 4.5, "gan_cao": 3.5}


@pytest.mark.parametrize("wrong", ["900", "0", "-1", "nine", "", "4\x00", "💊", "9" * 10_000])
def test_impossible_grams_are_told_in_their_row_and_nothing_typed_is_lost(doctor, formula, wrong):
    answer = doctor.post(page("formula", formula.pk), typed(formula, grams=["5", wrong], usage_ru="пить тёплым"))
    first, second = answer.context["sheet"].rows
    assert (answer.status_code, first.form["grams"].value(), second.form["grams"].value()) == (422, "5", wrong)
    assert second.form.errors["grams"]
    assert answer.context["sheet"].typed.form["usage_ru"].value() == "пить тёплым"
    assert grams(formula) == {"du_huo": 9, "gan_cao": 6}


@pytest.mark.parametrize(
    ("field", "value"),
    [("usage_ru", "б" * 10_000), ("usage_zh", "a\x00b"), ("usage_ru", "💊"), ("days", "0"), ("days", "91"), ("days", "week")],
)
def test_wrong_words_and_days_are_told_beside_their_field(doctor, formula, field, value):
    answer = doctor.post(page("formula", formula.pk), typed(formula) | {field: value})
    assert answer.status_code == 422
    assert answer.context["sheet"].typed.form.errors[field]


def test_a_herb_is_added_by_its_initials_with_the_least_dose(doctor, formula):
    make_herb("dang_gui")
    answer = doctor.post(page("formula", formula.pk), typed(formula, add="dg"))
    assert answer.url == page("formula", formula.pk) + "?at=dang_gui"
    assert grams(formula)["dang_gui"] == 6


def test_a_herb_that_stands_there_already_is_not_added_twice(doctor, formula):
    doctor.post(page("formula", formula.pk), typed(formula, do="add:gan_cao"))
    assert grams(formula) == {"du_huo": 9, "gan_cao": 6}


@pytest.mark.parametrize("asked", ["unicorn", "\x00", "💊", "%", "б" * 10_000])
def test_a_herb_nobody_knows_is_told_beside_the_box(doctor, formula, asked):
    answer = doctor.post(page("formula", formula.pk), typed(formula, add=asked))
    assert (answer.status_code, answer.context["missed"]) == (422, asked.strip())


def test_a_herb_is_taken_out_by_its_line(doctor, formula):
    doctor.post(page("formula", formula.pk), typed(formula, do="remove:1"))
    assert grams(formula) == {"gan_cao": 6}


def test_forged_lines_are_no_error_of_the_server(doctor, formula):
    forged = typed(formula, herb=["x" * 500, "", "gan_cao", "gan_cao"], grams=["1", "2", "3", "4"], role=["king"])
    assert doctor.post(page("formula", formula.pk), forged).status_code == 422
    assert doctor.post(page("check", formula.pk), forged).status_code == 200
    assert doctor.post(page("formula", formula.pk), typed(formula, herb=["no_such"], grams=["3"], role=[""])).status_code == 409


def test_findings_appear_while_typing_and_nothing_is_stored(doctor, formula):
    answer = doctor.post(page("check", formula.pk), typed(formula, grams=["12", "6"])).content.decode()
    assert 'id="says-du_huo" hx-swap-oob="true"' in answer
    assert "10 g" in answer.split('id="says-du_huo"')[1].split('id="says-')[0]
    assert grams(formula)["du_huo"] == 9


def test_a_forbidden_pair_disables_the_button_and_names_its_rows(doctor, zhang_haibo):
    make_pair("gan_cao", "gan_sui")
    prescription = make_prescription(zhang_haibo, du_huo=9, gan_cao=6, gan_sui=1)
    answer = doctor.get(page("formula", prescription.pk))
    assert [row.number for row in answer.context["sheet"].blocked] == [2, 3]
    assert "disabled" in answer.content.decode().split("why-not")[0].rsplit("<button", 1)[1]


def test_a_forged_signature_of_a_forbidden_pair_is_refused(doctor, zhang_haibo):
    make_pair("gan_cao", "gan_sui")
    prescription = make_prescription(zhang_haibo, gan_cao=6, gan_sui=1)
    answer = doctor.post(page("sign_formula", prescription.pk), typed(prescription))
    assert (answer.status_code, Prescription.objects.get().state) == (409, "draft")


def test_signing_saves_what_the_page_shows_and_freezes_it(doctor, formula):
    doctor.post(page("sign_formula", formula.pk), typed(formula, grams=["7", "6"]))
    formula.refresh_from_db()
    assert (formula.state, formula.frozen["herbs"][0]["grams"]) == ("signed", "7")


def test_the_same_click_twice_signs_once(doctor, formula):
    first, second = (doctor.post(page("sign_formula", formula.pk), typed(formula)) for _ in range(2))
    assert first.url == second.url == page("prescription", formula.pk)
    assert Prescription.objects.get().revision == 3


def test_a_reason_typed_in_the_row_signs_its_warning(doctor, formula):
    asked = doctor.post(page("sign_formula", formula.pk), typed(formula, grams=["12", "6"]))
    field = asked.context["sheet"].rows[0].findings[0].field
    doctor.post(page("sign_formula", formula.pk), typed(formula, grams=["12", "6"], revision=2, **{field: "体质壮实"}))
    assert OverriddenFinding.objects.get().reason == "体质壮实"


def test_a_reason_written_so_far_is_kept_with_the_draft(doctor, formula):
    shown = doctor.post(page("sign_formula", formula.pk), typed(formula, grams=["12", "6"])).context["sheet"].rows[0].findings[0]
    doctor.post(page("formula", formula.pk), typed(formula, grams=["12", "6"], revision=2, **{shown.field: "体质"}))
    assert doctor.get(page("formula", formula.pk)).context["sheet"].rows[0].findings[0].reason == "体质"


def test_a_reason_of_ten_thousand_characters_is_told_beside_it(doctor, formula):
    shown = doctor.post(page("sign_formula", formula.pk), typed(formula, grams=["12", "6"])).context["sheet"].rows[0].findings[0]
    answer = doctor.post(page("sign_formula", formula.pk), typed(formula, grams=["12", "6"], revision=2, **{shown.field: "б" * 10_000}))
    assert (answer.status_code, bool(answer.context["sheet"].rows[0].findings[0].wrong)) == (422, True)


def test_a_second_doctor_is_told_and_keeps_what_she_typed(doctor, formula, liu_fang):
    prescribing.change(formula, contents(du_huo=3), seen=1, by=liu_fang, now=NOW)
    answer = doctor.post(page("formula", formula.pk), typed(formula, herb=["du_huo"], grams=["8"], role=[""], revision=1))
    assert (answer.status_code, answer.context["sheet"].rows[0].form["grams"].value()) == (409, "8")
    assert "刘芳" in answer.content.decode()
    assert grams(formula) == {"du_huo": 3}


def test_the_usual_words_fill_both_languages(doctor, formula):
    doctor.post(page("formula", formula.pk), typed(formula, do="usage", usual="before_sleep"))
    formula.refresh_from_db()
    assert "睡前" in formula.usage_zh
    assert "перед" in formula.usage_ru or "сна" in formula.usage_ru


def test_a_formula_outside_a_plan_begins_from_a_classical_one(doctor, elena):
    make_formula("du_huo", "gan_cao")
    doctor.post(page("prescribe", elena.mrn), {"classical": "独活"})
    assert grams(Prescription.objects.get()) == {"du_huo": 6, "gan_cao": 6}


def test_herbs_are_suggested_in_any_script(doctor, formula):
    for asked in ("dh", "独", "дудник", "angelic"):
        assert "独活" in doctor.get(page("herbs"), {"add": asked}).content.decode()


def test_the_pharmacy_sees_signed_formulas_as_they_were_frozen(doctor, formula, he_jing, django_assert_max_num_queries):
    doctor.post(page("sign_formula", formula.pk), typed(formula))
    make_herb("du_huo").__class__.objects.filter(code="du_huo").update(name_zh_hans="换名")
    pharmacist = client_of(he_jing)
    with django_assert_max_num_queries(12):
        assert list(pharmacist.get(page("prescriptions")).context["page"]) == [formula]
    shown = pharmacist.get(page("prescription", formula.pk)).content.decode()
    assert "独活" in shown
    assert "换名" not in shown


def test_opening_a_formula_is_written_down(doctor, formula, zhang_haibo):
    doctor.get(page("formula", formula.pk))
    look = Reading.objects.get()
    assert (look.by, look.subject_id) == (zhang_haibo.user, formula.patient_id)


def test_a_formula_page_costs_a_fixed_number_of_queries(doctor, zhang_haibo, django_assert_max_num_queries):
    prescription = make_prescription(zhang_haibo, du_huo=12, gan_cao=1, dang_gui=3, gan_sui=5)
    doctor.get(page("formula", prescription.pk))
    with django_assert_max_num_queries(20):
        doctor.get(page("formula", prescription.pk))


def test_a_herb_in_two_lines_is_told_in_the_second(doctor, formula):
    twice = typed(formula, herb=["du_huo", "du_huo"], grams=["3", "4"], role=["", ""])
    answer = doctor.post(page("formula", formula.pk), twice)
    assert (answer.status_code, bool(answer.context["sheet"].rows[1].form.errors["grams"])) == (422, True)
    assert grams(formula) == {"du_huo": 9, "gan_cao": 6}


@pytest.mark.parametrize(("typed_grams", "all_clear"), [("9", True), ("900", False), ("nine", False)])
def test_a_herb_that_could_not_be_checked_is_no_all_clear(doctor, formula, typed_grams, all_clear):
    answer = doctor.post(page("check", formula.pk), typed(formula, grams=[typed_grams, "6"]), headers={"accept-language": "en"})
    assert ("Nothing found." in answer.content.decode()) == all_clear

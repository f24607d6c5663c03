"""From the tables to the words of a paper."""

import pytest

from clinic.herbs.models import Herb
from clinic.herbs.safety import CODES
from clinic.reports.assemble import head_words, plan_words, slip_words
from clinic.reports.content import Bilingual, Clock, missing_translations
from clinic.reports.phrases import phrase, plural
from clinic.visits.models import Visit
from patients.models import Fact
from tests.make import NOW, make_department, make_interpreter, make_patient, make_room, make_service, make_stay, make_user, make_visit
from tests.reports.make import make_interpreted_visit, make_shared_visit, make_signed_plan

pytestmark = pytest.mark.django_db


def slip(visit):
    return slip_words(visit, head=head_words(None, by=make_user("reception")), phone="")


def plan_of(plan):
    return plan_words(plan, head=head_words(plan.practitioner.department, by=make_user("practitioner")))


def gaps(words):
    return [path for path in missing_translations(words) if not path.startswith("head.")]


def test_a_slip_says_who_where_when_on_both_clocks():
    words = slip(make_visit(room=make_room("302")))

    assert words.patient.ru == "Ковалёва Елена Сергеевна"
    assert words.place == Bilingual("3 楼 302 室", "3 этаж, каб.\u00a0302")
    assert words.clock == Clock("10:30", "11:30")


def test_the_interpreter_is_printed_with_the_name_patients_know():
    assert slip(make_interpreted_visit()).interpreter == Bilingual("王丽", "Ван Ли (Лена)")


def test_two_interpreters_of_one_visit_stand_with_their_hours():
    assert slip(make_shared_visit()).interpreter == Bilingual(
        "（黑河时间）\n10:30 王丽\n10:50 陈国华", "(время Хэйхэ)\n10:30 Ван Ли (Лена)\n10:50 Чэнь Гохуа (Олег)"
    )


def test_one_who_is_there_for_the_end_only_stands_with_its_hour():
    visit = make_shared_visit()
    Visit.objects.filter(pk=visit.pk).update(booking=None)
    assert slip(visit).interpreter == Bilingual("（黑河时间）\n10:50 陈国华", "(время Хэйхэ)\n10:50 Чэнь Гохуа (Олег)")


def test_one_who_has_both_windows_stands_by_her_name_alone():
    wang_li = make_interpreter()
    visit = make_shared_visit(last=wang_li)
    visit.booking.interpreter = wang_li
    visit.booking.save()
    assert slip(visit).interpreter == Bilingual("王丽", "Ван Ли (Лена)")


def test_a_blank_name_of_the_second_is_listed_and_not_printed_as_an_hour():
    visit = make_shared_visit(last=make_interpreter(name_zh_hans="陈国华", name_ru=""))
    assert gaps(slip(visit)) == ["interpreter.ru"]


def test_a_slip_without_interpreter_and_stay_leaves_the_lines_out():
    words = slip(make_visit())

    assert (words.interpreter, words.last_day, gaps(words)) == (None, None, [])


def test_the_last_day_is_that_of_the_stay_the_visit_falls_into():
    patient = make_patient()
    make_stay(patient)

    assert slip(make_visit(patient=patient)).last_day == Bilingual("2026-12-13（日）", "13.12.2026 (вс)")


def test_a_blank_russian_name_is_listed_and_never_filled_with_chinese():
    service = make_service("S_NEW", name_zh_hans="正骨", name_ru="")

    assert gaps(slip(make_visit(service=service))) == ["service.ru"]


def test_a_patient_without_cyrillic_stands_with_the_latin_of_the_passport():
    patient = make_patient(surname_ru="", given_ru="", patronymic_ru="", surname_latin="SMITH", given_latin="ANN")

    assert slip(make_visit(patient=patient)).patient.ru == "SMITH ANN"


def test_the_international_desk_is_not_named_twice():
    desk = make_department("D_INT", name_zh_hans="国际门诊", name_ru="международная поликлиника")

    assert len(head_words(desk, by=None).units) == 1
    assert len(head_words(make_department(), by=None).units) == 2


def test_directions_in_one_language_only_are_listed():
    room = make_room("204", directions_ru="из лифта налево")

    assert gaps(slip(make_visit(room=room))) == ["way.zh"]


def test_a_plan_lacks_nothing_and_carries_sessions_and_formula():
    words = plan_of(make_signed_plan())

    assert gaps(words) == []
    assert [session.clock.heihe for session in words.courses[0].sessions] == ["12:00", "14:00"]
    assert len(words.formulas[0].herbs) == 12


def test_ten_sessions_are_counted_in_russian_grammar():
    assert plan_of(make_signed_plan()).courses[0].amount == Bilingual("10 次，每次 30 分钟", "10 сеансов по 30 мин")


def test_only_overridden_findings_are_printed_with_the_signers_reason():
    (override,) = plan_of(make_signed_plan()).formulas[0].overridden

    assert override.reason == "阳虚寒凝，必须用附子"
    assert override.herbs[0].zh == "制附子"


def test_a_refused_formula_does_not_stand_on_a_new_paper():
    plan = make_signed_plan()
    plan.patient.prescriptions.update(state="refused")

    assert plan_of(plan).formulas == ()


def test_a_cancelled_session_is_left_out():
    plan = make_signed_plan()
    plan.visits.filter(session_number=1).update(state="cancelled")

    assert [session.number for session in plan_of(plan).courses[0].sessions] == [2]


def test_a_medicine_without_a_chinese_form_is_quoted_on_both_sides():
    plan = make_signed_plan()
    Fact.objects.create(patient=plan.patient, kind="medicine", text="аторвастатин 20 мг", noted_at=NOW)

    assert plan_of(plan).medicines == (Bilingual("аторвастатин 20 мг", "аторвастатин 20 мг"),)


def test_a_plan_is_read_with_a_fixed_number_of_queries(django_assert_num_queries):
    plan, by = make_signed_plan(), make_user("practitioner")

    with django_assert_num_queries(6):
        plan_words(plan, head=head_words(plan.practitioner.department, by=by))


@pytest.mark.parametrize(("n", "form"), [(1, "one"), (2, "few"), (5, "many"), (11, "many"), (21, "one"), (22, "few"), (112, "many")])
def test_russian_plurals(n, form):
    assert plural(n) == form


def test_every_finding_that_can_be_overridden_has_its_words():
    assert all(phrase(f"finding.{code}").ru for code in CODES)


def test_every_decoction_of_a_herb_has_its_words():
    assert all(phrase(f"decoction.{code}").ru for code in Herb.Decoction.values if code != "none")

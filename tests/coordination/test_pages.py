"""The pages of the roster as the coordinator uses them."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from clinic.coordination.forms import AbsenceForm, DayForm
from clinic.departments.models import ClosedDay
from interpreters.models import Absence, Interpreter, Shift, ShiftException, Skill
from tests.cast import client_of
from tests.interpreters.make import make_booking
from tests.make import NOW, TODAY, heihe, make_department, make_interpreter, make_service

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
MONDAY = TODAY - timedelta(days=1)


@pytest.fixture
def standing_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(sun_jiaqi) -> Client:
    return client_of(sun_jiaqi)


def door(name: str, *keys: object) -> str:
    return reverse(f"interpreters:{name}", args=keys)


def hours(**changes: str) -> dict[str, str]:
    return {"what": "hours", "starts": "09:00", "ends": "13:00", **changes}


@pytest.mark.parametrize("people", [1, 7])
def test_a_month_costs_the_same_queries_for_any_number_of_people(desk, people, django_assert_num_queries):
    for _ in range(people):
        make_interpreter()
    with django_assert_num_queries(9):
        desk.get(door("month"))


def test_the_month_names_the_closed_days(desk, wang_li):
    ClosedDay.objects.create(date=TODAY, kind="holiday", name_zh_hans="院庆")
    ClosedDay.objects.create(date=MONDAY, kind="river_closed")
    answer = desk.get(door("month"))
    cells = answer.context["grid"].month.rows[0].cells
    assert "院庆" in answer.content.decode()
    assert (cells[TODAY.day - 1].minutes, cells[MONDAY.day - 1].minutes) == (0, 600)


@pytest.mark.parametrize("typed", ["", "2026-13", "0001-01", "9999-12", "\0", "²026-01", "x" * 5000])
def test_a_month_that_cannot_be_is_this_month(desk, typed):
    assert desk.get(door("month"), {"month": typed, "week": typed}).context["grid"].month.first == TODAY.replace(day=1)


def test_a_day_is_set_and_the_page_goes_back_to_its_month(desk, wang_li):
    answer = desk.post(door("day", wang_li.pk, TODAY), hours())
    assert answer.url == f"{door('month')}?month=2026-11#p{wang_li.pk}"
    assert ShiftException.objects.get().starts == time(9)


def test_whoever_types_hours_means_them(desk, wang_li):
    desk.post(door("day", wang_li.pk, TODAY), hours(what="pattern"))
    assert ShiftException.objects.get().ends == time(13)


def test_a_day_goes_back_to_the_pattern_when_that_is_chosen(desk, wang_li):
    ShiftException.objects.create(interpreter=wang_li, day=TODAY, starts=time(9), ends=time(13), noted_at=NOW)
    desk.post(door("day", wang_li.pk, TODAY), hours(what="pattern"))
    assert ShiftException.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "read"), [("9", time(9)), ("930", time(9, 30)), ("9.30", time(9, 30)), ("09：05", time(9, 5)), ("１０", time(10))]
)
def test_clocks_are_read_as_people_type_them(typed, read):
    form = DayForm(hours(starts=typed))
    assert form.is_valid()
    assert form.hours.starts == read


@pytest.mark.parametrize("typed", ["25:00", "9:61", "noon", "-1", "\0", "9" * 50])
def test_a_clock_that_does_not_exist_is_refused_beside_its_field(desk, wang_li, typed):
    answer = desk.post(door("day", wang_li.pk, TODAY), hours(starts=typed))
    assert (answer.status_code, list(answer.context["editor"]["form"].errors)) == (422, ["starts"])


def test_bookings_that_would_lie_outside_are_shown_before_and_told_after(desk, wang_li):
    make_booking(wang_li, starts=heihe(15), ends=heihe(15, 20))
    first = desk.post(door("day", wang_li.pk, TODAY), hours())
    assert (first.status_code, ShiftException.objects.count()) == (422, 0)
    assert "15:00–15:20" in first.content.decode()
    again = desk.post(door("day", wang_li.pk, TODAY), hours(even_so="on"), follow=True)
    assert "15:00–15:20" in "".join(str(message) for message in again.context["messages"])
    assert ShiftException.objects.count() == 1


def test_the_editor_comes_alone_to_the_page_that_asks_for_it(desk, wang_li):
    answer = desk.get(door("day", wang_li.pk, TODAY), headers={"HX-Request": "true", "HX-Target": "editor"})
    assert (b"<html" in answer.content, b'name="starts"' in answer.content) == (False, True)


@pytest.mark.parametrize("day", ["2026-02-30", "x", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_is_not_found(desk, wang_li, day):
    assert desk.get(door("day", wang_li.pk, day)).status_code == 404


def test_a_week_is_copied_for_whom_was_chosen_and_the_others_are_named(desk, wang_li):
    other = make_interpreter(name_zh_hans="李雪梅")
    for person in (wang_li, other):
        ShiftException.objects.create(interpreter=person, day=TODAY, noted_at=NOW)
    make_booking(other, starts=heihe(11) + timedelta(days=7), ends=heihe(11, 20) + timedelta(days=7))
    sent = {"to": TODAY + timedelta(days=8), "people": [wang_li.pk, other.pk], "how": "exceptions"}
    told = desk.post(door("copy_week", MONDAY), sent, follow=True).context["messages"]
    assert list(ShiftException.objects.filter(day=TODAY + timedelta(days=7)).values_list("interpreter", flat=True)) == [wang_li.pk]
    assert any("李雪梅" in str(message) and "11:00–11:20" in str(message) for message in told)


@pytest.mark.parametrize("nobody", ["9" * 20, "-1", "\0", "²", "77"])
def test_a_week_is_copied_for_nobody_who_cannot_be(desk, nobody):
    sent = {"to": TODAY + timedelta(days=8), "people": [nobody], "how": "exceptions"}
    assert desk.post(door("copy_week", MONDAY), sent).status_code == 422


def test_a_week_begins_on_a_monday(desk):
    assert desk.get(door("copy_week", TODAY)).status_code == 404


def test_her_page_writes_who_she_is(desk, wang_li):
    sent = {"name_zh_hans": "王丽", "name_ru": "Ван Ли", "sex": "F", "home_floor": "4", "languages": ["ru", "en"]}
    assert desk.post(door("person", wang_li.pk), sent).status_code == 302
    wang_li.refresh_from_db()
    assert (wang_li.home_floor, wang_li.languages) == (4, ["ru", "en"])


def test_a_form_that_fails_keeps_what_was_typed(desk, wang_li):
    answer = desk.post(door("person", wang_li.pk), {"name_zh_hans": "王丽丽", "sex": "F"})
    assert (answer.status_code, "王丽丽" in answer.content.decode()) == (422, True)


def test_skills_are_chosen_by_department_subject_and_single_service(desk, wang_li):
    make_department("D_ACU")
    make_service("S_TUINA")
    desk.post(door("skills", wang_li.pk), {"skill-*": "0", "skill-D_ACU": "2", "skill-massage": "3"})
    desk.post(door("skills", wang_li.pk), {"more-code": "S_TUINA", "more-level": "1"})
    assert dict(Skill.objects.values_list("code", "level")) == {"D_ACU": 2, "massage": 3, "S_TUINA": 1}


def test_a_pattern_is_changed_from_a_date_on(desk, wang_li):
    sent = {"first": TODAY + timedelta(days=7)} | {
        f"day{number}-{end}": clock for number in range(5) for end, clock in (("starts", "9"), ("ends", "17"))
    }
    assert desk.post(door("pattern", wang_li.pk), sent).status_code == 302
    assert Shift.objects.filter(valid_to=None).count() == 5
    assert Shift.objects.filter(valid_to=TODAY + timedelta(days=6)).count() == 7


def test_an_absence_of_whole_days_ends_with_the_last_of_them(desk, wang_li):
    make_booking(wang_li, starts=heihe(15), ends=heihe(15, 20))
    sent = {"away-reason": "leave", "away-first": TODAY, "away-last": TODAY + timedelta(days=1)}
    told = desk.post(door("absence", wang_li.pk), sent, follow=True).context["messages"]
    away = Absence.objects.get()
    assert (away.starts, away.ends) == (heihe(0), heihe(0) + timedelta(days=2))
    assert "15:00–15:20" in "".join(map(str, told))


def test_she_is_back(desk, wang_li):
    away = Absence.objects.create(interpreter=wang_li, starts=heihe(9), ends=heihe(17), reason="sick", noted_at=NOW)
    desk.post(door("end_absence", wang_li.pk, away.pk))
    assert Absence.objects.get().ends == NOW


def test_an_absence_of_another_person_is_not_hers_to_end(desk, wang_li):
    away = Absence.objects.create(interpreter=make_interpreter(), starts=heihe(9), ends=heihe(17), reason="sick", noted_at=NOW)
    assert desk.post(door("end_absence", wang_li.pk, away.pk)).status_code == 404


def test_an_absence_ends_after_it_began(desk, wang_li):
    sent = {"away-reason": "sick", "away-first": TODAY, "away-last": TODAY - timedelta(days=1)}
    assert desk.post(door("absence", wang_li.pk), sent).status_code == 422


def test_clocks_of_an_absence_are_heihes():
    form = AbsenceForm({"reason": "sick", "first": date(2026, 11, 24), "first_at": "9", "last": date(2026, 11, 24), "last_at": "12:30"})
    assert form.is_valid()
    assert (form.starts, form.ends) == (heihe(9), heihe(12, 30))


@pytest.mark.parametrize(("sent", "proposal"), [
    ({"name": "陈国华"}, "Чэнь Гохуа"), ({"name_zh_hans": "单雄信"}, "Шань Сюнсинь"), ({"name": "Chen Guohua"}, "Чэнь Гохуа"),
])  # fmt: skip
def test_a_russian_form_is_proposed(desk, sent, proposal):
    assert f'value="{proposal}"' in desk.post(door("palladius"), sent).content.decode()


@pytest.mark.parametrize("sent", [{}, {"name": "Smith"}, {"name": "王丽", "name_ru": "Ван Ли"}, {"name": "\0" * 90, "into": "\0"}])
def test_nothing_is_proposed_where_there_is_nothing_to_say(desk, sent):
    assert desk.post(door("palladius"), sent).content.strip() == b""


def test_somebody_who_left_is_not_in_the_month_but_keeps_her_page(desk):
    left = make_interpreter(active=False)
    assert desk.get(door("month")).context["grid"].month.rows == ()
    assert desk.get(door("person", left.pk)).status_code == 200


def test_an_interpreter_edits_nobodys_roster(wang_li: Interpreter):
    client = client_of(wang_li.user)
    assert [client.get(door(*where)).status_code for where in (("month",), ("person", wang_li.pk), ("day", wang_li.pk, TODAY))] == [403] * 3

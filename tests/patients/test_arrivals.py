"""A group's list is checked against itself and the house, and registered row by row."""

from datetime import date, timedelta

import pytest
from django.db import connection

from patients import arrivals, tasks
from patients.group_check import check
from patients.lists import read_text
from patients.models import Group, GroupLine, IdentityDocument, Patient, Stay
from tests.bus import people
from tests.make import NOW, TODAY, make_document, make_patient, make_stay, make_user

pytestmark = pytest.mark.django_db
HEAD = "ФИО\tДата рождения\tПаспорт\tПол\n"
STATEMENTS_OF_A_ROW = 17  # savepoints included; on PostgreSQL one more waits for a merge under way
ELENA = "Ковалёва Елена Сергеевна\t02.04.1968\t751234567\tж\n"


def take_in(rows: str, **changes) -> Group:
    new = arrivals.NewGroup("Автобус", **{"agency": "Амур-Тур", "entry_date": TODAY, **changes})
    return arrivals.take_in(new, read_text(HEAD + rows), by_id=None, now=NOW)


def states(group: Group) -> list[str]:
    return [row.state for row in check(group, today=TODAY).rows]


def register(group: Group, by_id: int | None = None) -> int:
    arrivals.ask(group.pk, check(group, today=TODAY), by_id=by_id)
    return arrivals.register_queued(group.pk, now=NOW)


def test_good_rows_become_people_with_stay_passport_and_group() -> None:
    group = take_in(ELENA + "Иванов Пётр\t31.02.1970\t761234567\tм\n")
    assert (states(group), register(group)) == (["new", "wrong"], 1)
    patient = Patient.objects.get()
    assert (patient.surname_latin, patient.chinese_name, patient.referral, patient.referral_detail) == (
        "KOVALEVA", "叶连娜·科瓦廖娃", "agency", "Амур-Тур")  # fmt: skip
    assert (patient.stays.get().group, patient.documents.get().last_four) == (group, "4567")


def test_the_same_list_twice_makes_no_second_person() -> None:
    register(take_in(ELENA))
    twice = take_in(ELENA)
    assert (states(twice), register(twice), Patient.objects.count()) == (["known"], 1, 1)


def test_a_known_passport_gets_a_new_stay_and_nothing_else() -> None:
    elena = make_patient()
    make_document(elena)
    make_stay(elena, date(2026, 3, 1), date(2026, 3, 31))
    group = take_in(ELENA.replace("Сергеевна", ""))
    assert (states(group), register(group)) == (["known"], 1)
    assert (elena.stays.count(), elena.documents.count(), Patient.objects.count()) == (2, 1, 1)


def test_a_likely_person_waits_for_a_word_and_then_gets_the_passport_too() -> None:
    elena = make_patient()
    group = take_in(ELENA)
    assert (states(group), register(group)) == (["decide"], 0)
    arrivals.accept_same(group.pk, check(group, today=TODAY))
    assert (states(group), register(group)) == (["known"], 1)
    assert (elena.documents.get().last_four, elena.stays.get().entry_date) == ("4567", TODAY)


def test_another_person_is_kept_as_another_with_who_said_so() -> None:
    elena, liu_fang = make_patient(), make_user("reception")
    group = take_in(ELENA)
    arrivals.correct_line(group.lines.get().pk, {}, decision=GroupLine.Decision.NEW)
    register(group, by_id=liu_fang.pk)
    assert Patient.objects.exclude(pk=elena.pk).get().distinct_from.get().other == elena


def test_a_passport_of_somebody_else_is_never_taken_for_hers() -> None:
    make_document(
        make_patient(surname_ru="Белова", surname_latin="BELOVA", given_ru="Вера", given_latin="VERA", birth_date=date(1990, 1, 1))
    )
    group = take_in(ELENA)
    assert states(group) == ["decide"]
    arrivals.correct_line(group.lines.get().pk, {}, decision=GroupLine.Decision.NEW)
    assert (states(group), register(group)) == (["wrong"], 0)


def test_the_same_person_twice_in_one_list_is_told_and_not_registered_twice() -> None:
    group = take_in(ELENA + ELENA)
    assert [row.twin for row in check(group, today=TODAY).rows] == [None, 2]
    assert (register(group), Patient.objects.count()) == (1, 1)


def test_a_total_below_the_table_is_left_out() -> None:
    assert states(take_in(ELENA + "Итого: 50 человек\t\t\t\n")) == ["new", "left_out"]


def test_a_correction_is_looked_at_again_and_survives_other_columns() -> None:
    group = take_in("Иванов Пётр\t31.02.1970\t761234567\tм\n")
    line = group.lines.get()
    arrivals.correct_line(line.pk, {"birth_date": "28.2.70"})
    arrivals.name_columns(group.pk, ["name", "ignored", "document_number", "sex"])
    group.refresh_from_db()
    assert (states(group), check(group, today=TODAY).rows[0].proposed.new.birth_date) == (["new"], date(1970, 2, 28))


def test_names_lie_encrypted_and_are_emptied_when_the_row_is_registered() -> None:
    group = take_in(ELENA)
    with connection.cursor() as cursor:
        cursor.execute("SELECT typed FROM patients_groupline")
        (kept,) = cursor.fetchone()
    assert [word for word in ("751234567", "Ковал", "\\u041a\\u043e\\u0432") if word in str(kept)] == []
    register(group)
    assert group.lines.get().typed == {}


def test_an_abandoned_list_is_emptied_and_who_was_registered_stays(settings) -> None:
    settings.GROUP_LIST_DAYS = 7
    group, empty = take_in(ELENA + "Иванов Пётр\t31.02.1970\t\tм\n"), take_in("Иванов Пётр\t\t\t\n")
    register(group)
    Group.objects.update(made_at=NOW - timedelta(days=800))
    tasks.sweep_groups()
    group.refresh_from_db()
    assert (group.lines.count(), group.sheet, Group.objects.filter(pk=empty.pk).exists()) == (1, {}, False)


def test_rows_whose_worker_died_are_rung_for_again() -> None:
    group = take_in(ELENA)
    arrivals.ask(group.pk, check(group, today=TODAY), by_id=None)
    tasks.sweep_groups()
    assert (group.lines.filter(queued=True).count(), Patient.objects.count()) == (0, 1)


def test_people_registered_ahead_get_their_stay_when_they_have_come() -> None:
    group = take_in(ELENA, entry_date=TODAY + timedelta(days=1))
    register(group)
    assert Stay.objects.count() == 0
    later = NOW + timedelta(days=1)
    assert (arrivals.record_entries(group.pk, by_id=None, now=later), Stay.objects.get().group) == (1, group)
    assert arrivals.record_entries(group.pk, by_id=None, now=later) == 0


@pytest.mark.parametrize("number", [5, 50])
def test_a_check_needs_the_same_queries_for_five_and_for_fifty(number, django_assert_num_queries) -> None:
    group = take_in("\n".join("\t".join((row[1], row[2], row[4], row[3])) for row in people(number)))
    with django_assert_num_queries(3):
        check(group, today=TODAY)


@pytest.mark.parametrize("number", [2, 12])
def test_each_row_registered_costs_the_same(number, django_assert_max_num_queries) -> None:
    group = take_in("\n".join("\t".join((row[1], row[2], row[4], row[3])) for row in people(number)))
    arrivals.ask(group.pk, check(group, today=TODAY), by_id=None)
    with django_assert_max_num_queries(2 + STATEMENTS_OF_A_ROW * number):
        assert arrivals.register_queued(group.pk, now=NOW) == number


def test_a_crash_with_one_row_does_not_cost_the_others(monkeypatch) -> None:
    group = take_in(ELENA + "Иванов Пётр\t03.05.1970\t761234567\tм\n")
    IdentityDocument.objects.all().delete()
    first = group.lines.first()
    arrivals.correct_line(first.pk, {"chinese_name": "𠮷" * 500})
    assert (register(group), Patient.objects.get().surname_ru) == (1, "Иванов")

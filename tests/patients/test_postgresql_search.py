"""The name search in a house with more people than are looked through, and the table of whole keys behind it."""

import pytest
from django.db import connection

from patients import postgresql_search
from patients.models import Patient
from patients.search_keys import query_keys
from tests.make import make_patient


@pytest.fixture(autouse=True)
def on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has its own index")


@pytest.fixture
def large_house(monkeypatch):
    """One person is looked through before the indexes are asked."""
    monkeypatch.setattr(postgresql_search, "NEWEST", 1)
    monkeypatch.setattr(postgresql_search, "NEWEST_OF_A_NAME", 1)


def person(surname: str, given: str = "Анна", **changes: object) -> Patient:
    plain = {"surname_latin": "", "given_latin": "", "patronymic_ru": ""}
    return make_patient(**plain, **({"surname_ru": surname, "given_ru": given} | changes))


def keys_of(patient: Patient) -> set[str]:
    with connection.cursor() as cursor:
        return {key for (key,) in cursor.execute("SELECT key FROM patients_wholekey WHERE patient_id = %s", [patient.pk])}


TYPED = ["Зубатова", "Анна Зубатова", "зуб", "Зуб Анна", "убат", "Анна убато", "pe,fnjd", "安娜", "祖巴托娃", "巴托"]


@pytest.mark.parametrize("typed", TYPED)
def test_who_came_long_ago_is_found_by_whole_names_beginnings_and_parts(large_house, typed):
    old = person("Зубатова", chinese_name="安娜·祖巴托娃")
    for surname in ("Ким", "Ли", "Пак"):
        person(surname, "Зоя", chinese_name="")
    assert Patient.objects.search(typed) == [old]


def test_a_whole_name_stands_before_the_newer_who_have_it_in_a_longer_one(large_house):
    petr, ivan = person("Юдин", "Пётр"), person("Юдинцев", "Иван")
    assert Patient.objects.search("Юдин") == [petr, ivan]


def test_enough_whole_names_are_one_statement_the_newest_first(large_house, django_assert_num_queries):
    people = [person("Юдина") for _number in range(3)]
    with django_assert_num_queries(1):
        assert Patient.objects.search("Юдина Анна", limit=2) == [people[2], people[1]]


def test_a_correction_takes_the_old_name_out():
    patient = person("Юдина")
    Patient.objects.filter(pk=patient.pk).update(search_text=" kim ", chinese_name="金·安娜")
    assert keys_of(patient) == {"kim", "金", "安娜"}


def test_a_record_that_was_merged_away_has_no_keys_until_it_is_taken_apart():
    kept, absorbed = person("Юдина"), person("Белова")
    before = keys_of(absorbed)
    Patient.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    assert (bool(before), keys_of(absorbed)) == (True, set())
    Patient.objects.filter(pk=absorbed.pk).update(merged_into=None)
    assert keys_of(absorbed) == before


def test_a_record_that_is_deleted_leaves_nothing():
    patient = person("Юдина")
    Patient.objects.filter(pk=patient.pk).delete()
    assert keys_of(patient) == set()


def test_nothing_but_keys_gets_into_a_statement():
    words = query_keys("x'; DROP TABLE patients_patient; --%_")
    assert all(postgresql_search.KEY.fullmatch(form) for word in words for form in word)
    with pytest.raises(ValueError, match="signs"):
        postgresql_search.by_whole_keys((("a'b",),), limit=1)

"""The statements against the same definitions counted slowly in Python."""

import json
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from clinic.statistics import behind, counts
from clinic.statistics.definitions import BREAKDOWNS
from clinic.statistics.interpreting_definitions import INTERPRETING
from clinic.statistics.page import LINKED_BY
from clinic.statistics.shape import as_plain
from patients.models import Patient
from tests.make import HEIHE, make_patient, make_visit
from tests.statistics.year import counted_slowly, make_years

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_is_what_a_slow_count_says(seed):
    make_years(seed)
    for year in (2023, 2024, 2025, 2026):
        fast = counts.of_year(year)
        assert {name: getattr(fast, name) for name in counted_slowly(year)} == counted_slowly(year), year


def test_the_year_before_is_counted_in_the_same_pass():
    make_years(4)
    this, before = counts.of_two_years(2025)
    assert (this, before) == (counts.of_year(2025), counts.of_year(2024))


@pytest.mark.parametrize("measure", ["persons", "new_persons", "visits", "sessions", "formulas"])
def test_the_list_behind_a_figure_is_as_long_as_the_figure(measure):
    make_years(5)
    rows = behind.page(behind.Wanted(2025, measure)).rows
    assert len(rows) == getattr(counts.of_year(2025), measure)


def test_the_minutes_of_the_list_add_up_to_the_hours():
    make_years(6)
    rows = behind.page(behind.Wanted(2024, "interpreter_hours")).rows
    assert sum(row.minutes for row in rows) == counts.of_year(2024).interpreter_minutes


def test_the_lists_of_a_breakdown_are_as_long_as_its_bars():
    make_years(7)
    year = counts.of_year(2024)
    for breakdown in (each for each in BREAKDOWNS if each.code in LINKED_BY):
        bars, key = getattr(year, breakdown.code), LINKED_BY[breakdown.code]
        assert {code: len(behind.page(behind.Wanted(2024, breakdown.of, **{key: code})).rows) for code in bars} == bars


def test_the_list_of_a_month_is_as_long_as_its_column():
    make_years(8)
    lengths = tuple(len(behind.page(behind.Wanted(2025, "visits", month=month)).rows) for month in range(1, 13))
    assert lengths == counts.of_year(2025).months


def test_a_visit_ten_minutes_after_midnight_belongs_to_the_new_year_in_heihe():
    make_visit(starts=datetime(2025, 1, 1, 0, 10, tzinfo=HEIHE), state="done")
    assert (counts.of_year(2024).visits, counts.of_year(2025).visits) == (0, 1)


def test_two_merged_records_are_one_person_and_new_only_once():
    kept, gone = make_patient(), make_patient(surname_ru="Ковалева")
    make_visit(patient=gone, starts=datetime(2024, 5, 6, 10, tzinfo=HEIHE), state="done")
    make_visit(patient=kept, starts=datetime(2025, 5, 6, 10, tzinfo=HEIHE), state="done")
    assert counts.of_year(2025).new_persons == 1
    Patient.objects.filter(pk=gone.pk).update(merged_into=kept)
    assert (counts.of_year(2025).persons, counts.of_year(2025).new_persons) == (1, 0)


def test_a_year_costs_four_statements(django_assert_num_queries):
    make_years(9, visits=20)
    with django_assert_num_queries(4):
        counts.of_two_years(2024)


def test_the_command_prints_one_json_object(capsys):
    make_years(10, visits=30)
    call_command("yearly_counts", "2024", "--format", "json")
    printed = json.loads(capsys.readouterr().out)
    assert set(printed.pop("interpreting")) >= {measure.code for measure in INTERPRETING}
    assert printed == json.loads(json.dumps(as_plain(counts.of_year(2024))))
    assert {"year", "persons", "new_persons", "visits", "sessions", "formulas", "interpreter_hours"} <= set(printed)


def test_the_command_refuses_a_year_that_cannot_be():
    with pytest.raises(CommandError):
        call_command("yearly_counts", "20250")

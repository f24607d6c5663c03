"""Papers and yearly counts over the API."""
import pytest

from clinic.audit.models import Reading
from clinic.reports import printing
from clinic.reports.models import Document
from tests.make import NOW, make_visit
from tests.statistics.year import counted_slowly, make_years

pytestmark = pytest.mark.django_db


def test_a_paper_comes_as_pdf_and_the_look_is_written_down(desk, liu_fang):
    document = printing.print_slip(make_visit(), by=liu_fang, now=NOW).document
    answer = desk.get(f"documents/{document.number}.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert Reading.objects.get(subject="document").subject_id == document.pk


def test_looking_is_not_printing(desk, liu_fang):
    document = printing.print_slip(make_visit(), by=liu_fang, now=NOW).document
    desk.get(f"documents/{document.number}.pdf")
    assert Document.objects.get().copies == 0


def test_a_paper_that_is_not_there_is_not_found(desk):
    assert desk.get("documents/S-2026-000009.pdf").json()["code"] == "not_found"


def test_an_interpreter_may_not_open_papers(calling, wang_li):
    assert calling(wang_li.user).get("documents/S-2026-000009.pdf").status_code == 403


def test_the_counts_come_with_their_definitions(calling, zhao):
    make_years(1, visits=30)
    answer = calling(zhao).get("statistics/2024").json()
    assert all(answer[name] == number for name, number in counted_slowly(2024).items() if isinstance(number, int))
    assert {definition["code"] for definition in answer["definitions"]} >= {"persons", "new_persons", "visits", "sessions", "formulas"}


@pytest.mark.parametrize("year", ["1", "99999999999999999999", "soon"])
def test_a_year_that_cannot_be_is_a_wrong_field(calling, zhao, year):
    assert calling(zhao).get(f"statistics/{year}").status_code == 422


def test_reception_may_not_see_the_counts(desk):
    assert desk.get("statistics/2025").status_code == 403

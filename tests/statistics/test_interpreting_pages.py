"""The interpreters' page and the lists behind it."""

import pytest
from django.urls import reverse

from clinic.audit.models import Reading
from clinic.statistics.interpreting_definitions import INTERPRETING
from tests.cast import client_of
from tests.interpreters.make import make_booking
from tests.make import heihe, make_interpreter, make_user, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
BUDGET = 14  # of which session, user and rights are four


@pytest.fixture
def frozen(time_machine):
    time_machine.move_to(heihe(19), tick=False)


@pytest.fixture
def director():
    return client_of(make_user("director"))


@pytest.fixture
def interpreter():
    return make_interpreter()


def _page(client, *args):
    return client.get(reverse("statistics:interpreters", args=args), headers={"accept-language": "en"}).content.decode()


def test_every_figure_stands_beside_its_definition(director, interpreter):
    make_booking(interpreter, "10:00", "10:20", started_at=heihe(10, 5), ended_at=heihe(10, 30))
    page = _page(director, 2026)
    assert all(str(measure.definition).split(".")[0] in page for measure in INTERPRETING)
    assert reverse("statistics:interpreter", args=[2026, 11, interpreter.pk]) in page


def test_the_coordinator_sees_them_and_reception_does_not():
    assert client_of(make_user("coordinator")).get(reverse("statistics:interpreters")).status_code == 200
    assert client_of(make_user("reception")).get(reverse("statistics:interpreters")).status_code == 403


def test_the_page_costs_a_fixed_number_of_queries(director, interpreter, django_assert_max_num_queries):
    for hour in range(8, 17):
        make_booking(interpreter if hour % 2 else make_interpreter(), f"{hour:02}:00", f"{hour:02}:10")
    with django_assert_max_num_queries(BUDGET):
        _page(director, 2026)


def test_her_list_shows_the_visit_of_each_window_and_is_written_down(director, interpreter):
    booking = make_booking(interpreter, "10:50", "11:00", started_at=heihe(10, 55), requested_at=heihe(10, 40))
    visit = make_visit(closing_booking=booking, closing_starts=heihe(10, 50), closing_ends=heihe(11))
    page = director.get(reverse("statistics:interpreter", args=[2026, 11, interpreter.pk])).content.decode()
    assert visit.ticket in page
    assert visit.patient.mrn in page
    assert '<td class="number">15</td><td class="number">5</td>' in page
    assert Reading.objects.filter(subject="list").count() == 1


def test_a_list_costs_the_same_queries_however_long(director, interpreter, django_assert_max_num_queries):
    for minute in range(0, 120, 2):
        make_booking(interpreter, f"{8 + minute // 60:02}:{minute % 60:02}", f"{8 + minute // 60:02}:{minute % 60 + 1:02}")
    with django_assert_max_num_queries(9):
        director.get(reverse("statistics:interpreter", args=[2026, 11, interpreter.pk]))


def test_visits_to_which_nobody_was_sent_are_listed(director):
    visit = make_visit(state="done")
    page = director.get(reverse("statistics:uncovered", args=[2026]) + "?month=11").content.decode()
    assert visit.ticket in page
    assert visit.ticket not in director.get(reverse("statistics:uncovered", args=[2026]) + "?month=10").content.decode()


@pytest.mark.parametrize(
    "address", ["1999/", "2026/13/", "2026/0/", "2026/uncovered/?month=13", "2026/uncovered/?page=0", "2026/11/99999/"]
)
def test_what_no_link_says_is_not_found(director, address):
    assert director.get(f"/year/interpreters/{address}").status_code == 404

"""The board narrowed: counts stay those of the day, the queue stands as it came."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clinic.desk.board import Board, board_of
from clinic.desk.filters import Filter, choices, narrowed
from clinic.visits.progress import change_state
from patients.models import Group
from tests.cast import client_of
from tests.desk.make import make_covered_visit
from tests.make import NOW, TODAY, heihe, make_department, make_interpreter, make_service, make_stay, make_user, make_visit

pytestmark = pytest.mark.django_db


def shown(board: Board) -> list:
    return [row.visit for row in (*board.folded, *board.earlier, *board.coming)]


def test_the_queue_stands_in_the_order_in_which_people_came() -> None:
    by = make_user().pk
    first, second = make_visit(starts=heihe(10, 10)), make_visit(starts=heihe(10))
    for visit, minutes in ((first, 20), (second, 5)):
        change_state(visit.pk, "arrived", seen="booked", by_id=by, now=NOW - timedelta(minutes=minutes))
    make_visit(starts=heihe(11))
    assert shown(narrowed(board_of(TODAY, NOW), Filter("waiting"))) == [first, second]


def test_uncovered_late_and_mine_show_what_they_say(zhang_haibo) -> None:
    covered = make_covered_visit(make_interpreter(), heihe(11), practitioner=zhang_haibo)
    late = make_visit(starts=heihe(10), needs_interpreter=False)
    bare = make_visit(starts=heihe(12))
    board = board_of(TODAY, NOW)
    found = {kind: shown(narrowed(board, Filter(kind, user_id=zhang_haibo.user_id))) for kind in ("mine", "late", "uncovered")}
    assert found == {"mine": [covered], "late": [late], "uncovered": [bare]}


def test_a_department_and_a_group_narrow_too(elena) -> None:
    group = Group.objects.create(name="Амур-Тур 3", made_at=NOW)
    make_stay(elena, group=group)
    hers = make_visit(patient=elena, starts=heihe(11))
    make_visit(starts=heihe(12), service=make_service("S_HERBS", department=make_department("D_HERB")))
    board = board_of(TODAY, NOW)
    assert shown(narrowed(board, Filter(group=group.pk))) == shown(narrowed(board, Filter(department="D_ACU"))) == [hers]
    assert (choices(board, 0)["groups"], len(choices(board, 0)["departments"])) == ([group], 2)


@pytest.mark.parametrize("asked", ["only=sleeping", "group=-1", "group=" + "9" * 40, "department=%00"])
def test_an_unknown_filter_shows_a_page(liu_fang, asked) -> None:
    assert client_of(liu_fang).get(f"{reverse('desk:today')}?{asked}").status_code == 200


@pytest.mark.parametrize("visits", [1, 12])
def test_the_desk_costs_a_fixed_number_of_queries_however_full_the_day(liu_fang, visits, django_assert_num_queries) -> None:
    desk, wang_li = client_of(liu_fang), make_interpreter()
    start = timezone.now().replace(hour=3, minute=0)
    for number in range(visits):
        make_covered_visit(wang_li, start + timedelta(minutes=10 * number))
    desk.get(reverse("desk:today"))
    with django_assert_num_queries(19):
        desk.get(reverse("desk:today"))

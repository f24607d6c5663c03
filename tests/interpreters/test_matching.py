"""Who should come, and why not the others."""

from interpreters.availability import Place
from interpreters.matching import Absent, Reason, against, rank, waits
from tests.interpreters.make import at, busy, candidate, need, span


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


def test_somebody_free_has_nothing_against_her():
    assert against(need(), candidate()) == ()


def test_each_reason_against_has_its_code():
    cases = {
        "inactive": (need(), candidate(active=False)),
        "no_skill": (need(skills=frozenset({"D_ACU"})), candidate(skills=(("D_ORTHO", 3),))),
        "sex": (need(sex="M"), candidate()),
        "absent": (need(), candidate(absences=(Absent(span("09:00", "11:00"), "sick"),))),
        "off_shift": (need("16:50", "17:10"), candidate()),
        "on_break": (need("11:50", "12:10"), candidate()),
        "overlaps_booking": (need(), candidate(bookings=(busy("10:10", "10:30"),))),
        "walk_too_short": (need(), candidate(bookings=(busy("10:21", "10:30"),))),
    }
    assert {code: codes(against(*case)) for code, case in cases.items()} == {code: [code] for code in cases}


def test_any_one_of_the_skills_will_do():
    assert against(need(skills=frozenset({"D_ACU", "S_TUINA"})), candidate(skills=(("S_TUINA", 1),))) == ()


def test_a_refusal_names_room_end_and_next_free_moment():
    (reason,) = against(need(), candidate(bookings=(busy("09:50", "10:40", "304", 3),)))
    assert (reason.place, reason.until, reason.next_free) == ("304", at("10:40"), at("10:42"))


def test_the_next_room_may_follow_at_once_when_it_is_the_same():
    assert against(need(place=Place("304", 3)), candidate(bookings=(busy("09:30", "10:00"),))) == ()


def test_an_absence_names_its_class_and_its_end():
    (reason,) = against(need(), candidate(absences=(Absent(span("09:00", "11:00"), "sick"),)))
    assert (reason.detail, reason.until, reason.next_free) == ("sick", at("11:00"), at("11:00"))


def test_the_interpreter_of_last_time_comes_first():
    ranking = rank(need(previous=2), [candidate(1), candidate(2, minutes_today=300)])
    assert [offer.interpreter for offer in ranking.offers] == [2, 1]
    assert codes(ranking.offers[0].reasons) == ["same_as_before", "minutes_today", "minutes_week"]


def test_fewer_minutes_today_weigh_more_than_fewer_this_week():
    ranking = rank(need(), [candidate(1, minutes_today=20, minutes_week=20), candidate(2, minutes_today=10, minutes_week=500)])
    assert [offer.interpreter for offer in ranking.offers] == [2, 1]


def test_with_equal_load_the_longest_rested_comes_first():
    ranking = rank(need(), [candidate(1, bookings=(busy("09:30", "09:50"),)), candidate(2, bookings=(busy("09:00", "09:20"),))])
    assert [offer.interpreter for offer in ranking.offers] == [2, 1]


def test_the_refused_come_in_the_order_they_are_free_again():
    people = [
        candidate(1, active=False),
        candidate(2, bookings=(busy("10:00", "11:00"),)),
        candidate(3, bookings=(busy("10:00", "10:30"),)),
    ]
    assert [refusal.interpreter for refusal in rank(need(), people).refusals] == [3, 2, 1]


def test_a_walk_in_is_told_who_could_come_soonest():
    people = [
        candidate(1, bookings=(busy("09:50", "10:30", "201", 2),)),
        candidate(2, bookings=(busy("09:50", "10:10", "201", 2),)),
        candidate(3, sex="M"),
    ]
    found = waits(need(sex="F"), people)
    assert [(wait.interpreter, wait.minutes) for wait in found] == [(2, 10), (1, 30)]


def test_whoever_was_there_for_another_part_of_last_time_comes_after_the_first_of_then_and_before_strangers():
    ranking = rank(
        need(previous=3, known=frozenset({2, 3})), [candidate(1), candidate(2, minutes_today=300), candidate(3, minutes_today=400)]
    )
    assert [offer.interpreter for offer in ranking.offers] == [3, 2, 1]
    assert [offer.reasons[0].code for offer in ranking.offers] == ["same_as_before", "same_as_before", "minutes_today"]

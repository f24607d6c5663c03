"""Rules only: no database, no clock."""

from datetime import timedelta

from clinic.visits.slots import Opening, Wanted, find
from interpreters.availability import Busy, Interval, Place
from interpreters.matching import Candidate, Need
from tests.make import heihe

MORNING = Interval(heihe(8), heihe(12))
ROOM = Place("302", 3)


def _candidate(number, *busy):
    return Candidate(
        number, "F", skills=(("*", 2),), shifts=(Interval(heihe(8), heihe(17)),), bookings=tuple(Busy(one, ROOM) for one in busy)
    )


def _wanted(**changes):
    given = {
        "length": timedelta(minutes=30), "not_before": heihe(10, 3), "patient_taken": (),
        "need_at": lambda start, practitioner: (Need(Interval(start, start + timedelta(minutes=10)), ROOM),),
    }  # fmt: skip
    return Wanted(**given | changes)


def test_the_first_slot_is_the_next_full_step():
    (slot, *_rest) = find(_wanted(), [Opening(1, (MORNING,), ())], [_candidate(7)])
    assert (slot.start, slot.offers[0].interpreter) == (heihe(10, 10), 7)


def test_a_visit_never_reaches_beyond_the_hours():
    slots = find(_wanted(), [Opening(1, (MORNING,), ())], [_candidate(7)])
    assert slots[-1].start == heihe(11, 30)


def test_what_is_taken_of_practitioner_or_patient_is_left_out():
    opening = Opening(1, (MORNING,), (Interval(heihe(10), heihe(10, 40)),))
    slots = find(_wanted(patient_taken=(Interval(heihe(11), heihe(12)),)), [opening], [_candidate(7)])
    assert [slot.start for slot in slots] == []


def test_covered_times_come_before_uncovered_ones():
    busy = _candidate(7, Interval(heihe(10), heihe(11)))
    slots = find(_wanted(), [Opening(1, (MORNING,), ())], [busy], limit=3)
    assert [(slot.start, bool(slot.offers)) for slot in slots] == [(heihe(11), True), (heihe(11, 10), True), (heihe(11, 20), True)]


def test_nobody_needed_means_no_offer_and_no_gap():
    slots = find(_wanted(need_at=lambda start, practitioner: ()), [Opening(1, (MORNING,), ())], [])
    assert slots[0].needs_interpreter is False

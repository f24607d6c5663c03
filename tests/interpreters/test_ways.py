"""The editable table of ways between rooms and floors."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from interpreters.availability import Place, Walk
from interpreters.models import TravelTime
from interpreters.ways import walk

pytestmark = pytest.mark.django_db
HERE, ABOVE = Place("304", 3), Place("501", 5)


def way(kind="room", here="304", there="501", minutes=8):
    return TravelTime(kind=kind, here=here, there=there, minutes=minutes)


def test_a_house_that_measured_nothing_walks_by_its_floors():
    assert walk().minutes(HERE, ABOVE) == Walk().minutes(HERE, ABOVE) == 3


def test_two_rooms_are_as_far_in_both_directions(django_assert_num_queries):
    way().save()
    with django_assert_num_queries(1):
        ways = walk()
    assert (ways.minutes(HERE, ABOVE), ways.minutes(ABOVE, HERE)) == (8, 8)


def test_two_rooms_say_more_than_their_floors():
    TravelTime.objects.bulk_create([way(), way("floor", "3", "5", 6)])
    assert (walk().minutes(HERE, ABOVE), walk().minutes(HERE, Place("502", 5))) == (8, 6)


def test_a_floor_may_be_long():
    way("floor", "3", "3", 4).save()
    assert walk().minutes(HERE, Place("308", 3)) == 4


def test_the_same_room_is_never_far():
    way("floor", "3", "3", 4).save()
    assert walk().minutes(HERE, HERE) == 0


@pytest.mark.parametrize("again", [way(minutes=2), way(here="501", there="304")])
def test_a_pair_stands_once_in_whatever_order(again):
    way().save()
    with pytest.raises(ValidationError):
        again.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


@pytest.mark.parametrize("wrong", [way(there="304"), way(minutes=61), way("floor", "third", "1"), way("street")])
def test_nonsense_is_refused_with_words(wrong):
    with pytest.raises(ValidationError):
        wrong.full_clean()


def test_a_floor_is_kept_as_bookings_write_it():
    typed = way("floor", " 03", "-1", 5)
    typed.full_clean()
    assert (typed.here, typed.there) == ("3", "-1")

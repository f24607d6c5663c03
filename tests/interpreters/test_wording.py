"""Every code has words, and the words name room and time."""

from pathlib import Path

import pytest
from django.utils import translation

from interpreters import booking, matching, wording
from interpreters.matching import Reason
from tests.interpreters.make import at


def test_a_refusal_names_room_end_and_next_free_moment():
    reason = Reason("overlaps_booking", place="304", until=at("10:40"), next_free=at("10:45"))
    with translation.override("en"):
        assert wording.sentence(reason) == "busy in room 304 until 10:40, next free 10:45"


def test_an_absence_names_its_class_and_the_day_it_ends():
    with translation.override("en"):
        assert wording.sentence(Reason("absent", until=at("17:00"), detail="leave")) == "absent until 11-24 17:00: leave"


@pytest.mark.parametrize("code", [*wording.AGAINST, *wording.IN_FAVOUR])
def test_every_code_of_the_ranking_has_words_that_can_be_filled(code):
    assert wording.sentence(Reason(code, until=at("10:00"), minutes=3, detail="sick" if code == "absent" else ""))


def test_no_code_of_the_ranking_was_forgotten():
    promised = Path(matching.__file__).read_text("utf-8").split('"""')[1]
    assert all(code in promised for code in (*wording.AGAINST, *wording.IN_FAVOUR))
    assert set(booking.REFUSALS) <= set(wording.AGAINST)


def test_an_absence_until_midnight_ends_on_the_day_before():
    with translation.override("ru"):
        assert wording.sentence(Reason("absent", until=at("00:00"), detail="sick")) == "нет до 23.11 24:00: болезнь"

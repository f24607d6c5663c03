"""What the last word on a matter amounts to."""

from dataclasses import replace
from datetime import date

import pytest

from patients.standing import Ask, Decision, State, asks, state_of

TODAY = date(2026, 11, 24)
CHILD, ADULT = date(2012, 11, 20), date(1970, 1, 1)
YES = Decision(version=2, given=True, signed_on=date(2026, 11, 1))
NO = replace(YES, given=False)
TAKEN_BACK = replace(YES, withdrawn=True)


@pytest.mark.parametrize(
    ("last", "state"), [(None, State.NOT_ASKED), (YES, State.AGREED), (NO, State.REFUSED), (TAKEN_BACK, State.WITHDRAWN)]
)
def test_a_yes_a_no_and_a_yes_taken_back_are_told_apart_from_silence(last, state):
    assert state_of(last) == state


def why(last, *, current=2, birth_date=ADULT):
    return asks(last, current=current, birth_date=birth_date, today=TODAY)


def test_who_was_never_asked_is_to_be_asked():
    assert why(None) == Ask.NEVER_ASKED


def test_a_yes_to_the_words_in_use_needs_no_question():
    assert why(YES) == Ask.NO


def test_a_yes_to_older_words_is_asked_again():
    assert why(YES, current=3) == Ask.OLDER_TEXT


@pytest.mark.parametrize("last", [NO, TAKEN_BACK])
def test_a_no_is_respected_even_when_the_words_change(last):
    assert why(last, current=3) == Ask.NO


def test_what_a_parent_signed_is_asked_anew_when_the_child_has_grown():
    assert why(replace(YES, by_guardian=True), birth_date=CHILD) == Ask.HAS_GROWN
    assert why(replace(YES, by_guardian=True, signed_on=date(2026, 11, 21)), birth_date=CHILD) == Ask.NO


def test_where_there_is_no_text_there_is_nothing_to_ask():
    assert why(None, current=None) == Ask.NO

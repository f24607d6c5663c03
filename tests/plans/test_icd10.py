import pytest

from clinic.plans.icd10 import normalise


@pytest.mark.parametrize("typed", ["M54.5", " м54.5", "М54,5", "m54.5", "Ｍ54.5", "М 54.5"])
def test_every_keyboard_gives_the_same_code(typed):
    assert normalise(typed) == "M54.5"


@pytest.mark.parametrize("typed", ["54.5", "M5", "M54.555", "Ж54.5", "боль", "M54.5 M54.6", "\x00", "💊", "M" * 10_000])
def test_what_cannot_be_a_code_is_none(typed):
    assert normalise(typed) is None


def test_nothing_typed_is_nothing():
    assert normalise("  ") == ""

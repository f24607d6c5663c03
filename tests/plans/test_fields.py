from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from clinic.plans.fields import GramsField, Icd10Field, PaperText


@pytest.mark.parametrize("typed", ["4.5", "4,5", " 4,50 ", "４．５", "4.5 г", "4,5g", "4.5克"])
def test_grams_are_read_from_every_keyboard(typed):
    assert GramsField().clean(typed) == Decimal("4.5")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("900", "most"), ("500.1", "most"), ("0", "least"), ("-1", "least"), ("0,05", "fine"), ("4.55", "fine"), ("", "required"),
        ("nine", "invalid"), ("1e2", "invalid"), ("NaN", "invalid"), ("4.5.6", "invalid"), ("9" * 10_000, "invalid"),
        ("4\x00", "invalid"), ("💊", "invalid"), ("  ", "required"),
    ],
)  # fmt: skip
def test_grams_that_cannot_be_are_told_why(typed, code):
    with pytest.raises(ValidationError) as told:
        GramsField().clean(typed)
    assert told.value.code == code


@pytest.mark.parametrize("typed", ["a\x00b", "a\x07b", "\ud800", "снять боль 💊", "❤️"])
def test_what_no_paper_can_carry_is_told_beside_the_field(typed):
    with pytest.raises(ValidationError):
        PaperText().clean(typed)


def test_ten_thousand_characters_are_too_many():
    with pytest.raises(ValidationError, match="400"):
        PaperText().clean("б" * 10_000)


def test_lines_and_rare_characters_are_kept():
    assert PaperText().clean("чай\r\n𠮷 ≤ 3 ℃ №") == "чай\n𠮷 ≤ 3 ℃ №"


def test_the_code_field_puts_a_russian_letter_right():
    assert Icd10Field(required=False).clean("м54,5") == "M54.5"

"""What a character must be by its field's type, or by the check digit of a document number."""

import re

from patients.mrz import internal_passport, names
from patients.mrz.alphabet import (
    DIGITS,
    FILLER,
    NOISE_IN_FILLER,
    TO_DIGIT,
    TO_INTERNAL_LETTER,
    TO_LETTER,
    check_digit,
    look_alikes,
)
from patients.mrz.layouts import TD3, Layout, Span
from patients.mrz.sheet import Sheet

_TO_DATE = {**TO_DIGIT, "K": FILLER}
"""A date holds digits, or fillers where a part of it is not known; a K is the filler's look-alike."""
_TO_SEX = {"K": FILLER}
_SHAPE = re.compile(r"[A-Z]{1,2}[0-9]{6,8}<{0,2}")
_NOISE_SHARE = 2
"""An optional field is noise when at least one character in so many is a true filler."""


def by_type(sheet: Sheet, layout: Layout) -> None:
    _letters(sheet, layout)
    if is_internal(sheet, layout):
        _empty_optional(sheet, Span(layout.expiry.line, layout.expiry.first, layout.expiry_check.last))
    for span in (layout.birth, layout.expiry, layout.expiry_check):
        sheet.retype(span, _TO_DATE)
    for span in (layout.birth_check, layout.number_check):
        sheet.retype(span, TO_DIGIT)
    for check in (layout.optional_check, layout.composite):
        if check:
            sheet.retype(check, TO_DIGIT)
    if has_digits_only(sheet, layout):
        sheet.retype(layout.number, TO_DIGIT)
    if is_internal(sheet, layout):
        sheet.retype(layout.optional[0], TO_DIGIT)
    elif layout.optional_check:
        _empty_optional(sheet, layout.optional[0])


def is_internal(sheet: Sheet, layout: Layout) -> bool:
    return layout is TD3 and internal_passport.is_internal(sheet.text(layout.code), sheet.text(layout.state))


def has_digits_only(sheet: Sheet, layout: Layout) -> bool:
    """Numbers of Russian passports are digits; other states may mix."""
    return layout is TD3 and sheet.text(layout.state) == "RUS"


def _letters(sheet: Sheet, layout: Layout) -> None:
    # Cards in circulation carry a digit as second character of their code (C1, C2), passports and visas never.
    code = layout.code if layout.letters in "PV" else Span(layout.code.line, 1, 1)
    for span in (code, layout.state, layout.nationality):
        sheet.retype(span, TO_LETTER)
    sheet.retype(layout.sex, _TO_SEX)
    sheet.retype(layout.names, TO_INTERNAL_LETTER if is_internal(sheet, layout) else TO_LETTER)
    sheet.write(layout.names, names.without_noise(sheet.text(layout.names)))


def _empty_optional(sheet: Sheet, span: Span) -> None:
    text = sheet.text(span)
    if set(text) <= NOISE_IN_FILLER | {FILLER} and text.count(FILLER) * _NOISE_SHARE >= len(text):
        sheet.write(span, FILLER * len(text))


def number_places(sheet: Sheet, layout: Layout) -> tuple[tuple[Span, int], ...]:
    """Where the characters of the document number stand; a long one goes on in the optional data.

    The place after the last one is that of the check digit.
    """
    places = [(layout.number, i) for i in range(len(sheet.text(layout.number)))]
    rest = sheet.text(layout.optional[0]).partition(FILLER)[0]
    if layout.long_numbers and sheet.text(layout.number_check) == FILLER and len(rest) > 1:
        return (*places, *((layout.optional[0], i) for i in range(len(rest))))
    return (*places, (layout.number_check, 0))


def number_and_check(sheet: Sheet, layout: Layout) -> tuple[str, str]:
    text = "".join(sheet.text(span)[i] for span, i in number_places(sheet, layout))
    return text[:-1], text[-1]


def composite_agrees(sheet: Sheet, layout: Layout) -> bool:
    return layout.composite is None or check_digit(sheet.text(*layout.composite_over)) == sheet.text(layout.composite)


def mend_number(sheet: Sheet, layout: Layout, *, others_agree: bool) -> None:
    """Change the one character which makes the check digit agree; with several candidates nobody can know. Where none does,
    the letters among the digits of a number whose shape forbids them, all together.

    others_agree: every other field's check digit agrees, so that the composite one can object.
    """
    places = number_places(sheet, layout)
    if places[-1][0] is not layout.number_check:
        sheet.write(layout.optional[0], _with_digit_check(sheet.text(layout.optional[0]), places[-1][1]))
    number, check = number_and_check(sheet, layout)
    if has_digits_only(sheet, layout) or check not in DIGITS or check_digit(number) == check:
        return
    fitting = [
        (i, other)
        for i, character in enumerate(number)
        for other in look_alikes(character)
        if check_digit(number[:i] + other + number[i + 1 :]) == check
    ]
    if len(fitting) > 1:
        return
    changes = dict(fitting) or _by_shape(number, check)
    for index, proposed in changes.items():
        sheet.put(*places[index], proposed)
    if changes and others_agree and not composite_agrees(sheet, layout):
        for index in changes:
            sheet.put(*places[index], number[index])


def _by_shape(number: str, check: str) -> dict[int, str]:
    """Several letters that must be digits because most states' numbers are one or two letters before digits.

    Two arbitrary confusions are not looked for: a tenth of all pairs agrees with a check digit by chance. See docs/decisions/66.
    """
    found = []
    for letters in (1, 2):
        tail = number[letters:].rstrip(FILLER)
        meant = number[:letters] + "".join(TO_DIGIT.get(sign, sign) for sign in tail) + number[letters + len(tail) :]
        if _SHAPE.fullmatch(meant) and meant != number and check_digit(meant) == check:
            found.append({i: sign for i, sign in enumerate(meant) if sign != number[i]})
    return found[0] if len(found) == 1 else {}


def _with_digit_check(optional: str, index: int) -> str:
    return optional[:index] + TO_DIGIT.get(optional[index], optional[index]) + optional[index + 1 :]

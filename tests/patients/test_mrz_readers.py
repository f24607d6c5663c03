"""What keyboard-wedge readers do to the lines on their way."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients import mrz
from tests.patients import zones
from tests.patients.zones import RUSSIAN, TODAY, passport

KEYS = str.maketrans("QWERTYUIOPASDFGHJKLZXCVBNM<", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬБ")
FULL_WIDTH = {i: chr(i + 0xFEE0) for i in range(0x21, 0x7F)} | {ord("<"): "《"}
CLEAN = "\n".join(RUSSIAN)


def read(text: str) -> mrz.Reading:
    return mrz.read(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "cleanings"),
    [
        ("\r\n".join(RUSSIAN) + "\r\n", ()),
        ("\r".join(RUSSIAN) + "\r", ()),
        ("".join(RUSSIAN), ()),
        ("\t".join(RUSSIAN) + "\t", ("whitespace",)),
        ("\x02" + CLEAN + "\x03", ("whitespace",)),
        ("\ufeff  " + CLEAN, ("whitespace",)),
        (CLEAN.lower(), ("case",)),
        (CLEAN.translate(KEYS), ("layout_ru",)),
        (CLEAN.translate(KEYS).lower(), ("layout_ru", "case")),
        (CLEAN.translate(FULL_WIDTH), ("ime_cn",)),
        (CLEAN.replace("<", "〈"), ("ime_cn",)),
        (CLEAN.lower().translate(FULL_WIDTH), ("ime_cn", "case")),
        (CLEAN[:30] + "\n" + CLEAN[30:], ("whitespace",)),
        ("\n".join(reversed(RUSSIAN)), ("line_order",)),
        ("".join(reversed(RUSSIAN)), ("line_order",)),
        (RUSSIAN[0].rstrip("<") + "\n" + RUSSIAN[1], ("filler_restored",)),
        (RUSSIAN[0][:30] + RUSSIAN[1], ("filler_restored",)),
        (RUSSIAN[1] + "\n" + RUSSIAN[0][:30], ("filler_restored", "line_order")),
    ],
)
def test_quirks_of_readers_are_undone_and_named(text, cleanings):
    reading = read(text)
    assert (reading.document, reading.problems, reading.corrections) == (read(CLEAN).document, (), ())
    assert reading.normalised == cleanings


def test_the_three_lines_of_a_card_may_come_in_any_order():
    one, two, three = zones.ICAO_TD1
    reading = read("\n".join((three, one, two)))
    assert (reading.document, reading.normalised) == (read("\n".join(zones.ICAO_TD1)).document, ("line_order",))


def test_the_name_line_of_a_card_is_filled_up():
    one, two, three = zones.ICAO_TD1
    assert read("\n".join((one, two, three.rstrip("<")))).normalised == ("filler_restored",)


def test_a_short_name_line_is_not_filled_up_when_a_check_digit_fails():
    data = zones.damaged(RUSSIAN, 2, 15, "9")[1]
    reading = read(RUSSIAN[0].rstrip("<") + "\n" + data)
    assert (reading.document, reading.problems) == (mrz.Document(), ("line_length",))


def test_the_second_line_is_never_filled_up():
    reading = read(RUSSIAN[0] + "\n" + RUSSIAN[1].replace("<<<<<<<<<<<<<<", "<<<<<<<<<"))
    assert (reading.document, reading.problems) == (mrz.Document(), ("line_length",))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not_mrz"),
        ("Иванова Анна", "not_mrz"),
        ("+7 914 555 12 34", "not_mrz"),
        ("X" * 44 + "\n" + "X" * 44, "not_mrz"),
        ("P<RUS", "line_count"),
        (RUSSIAN[0], "line_count"),
        (RUSSIAN[1], "line_count"),
        ("\n".join(RUSSIAN + RUSSIAN), "line_count"),
        ("\n".join(zones.ICAO_TD1[:2]), "line_count"),
        (CLEAN[:-1], "line_length"),
        (CLEAN[:60] + CLEAN[61:], "line_length"),
        ("".join(RUSSIAN)[:-1], "line_length"),
    ],
)
def test_a_structural_problem_leaves_every_field_empty(text, problem):
    reading = read(text)
    assert (reading.document, reading.problems, reading.valid) == (mrz.Document(), (problem,), False)


@pytest.mark.parametrize(
    "text",
    [CLEAN, CLEAN[:5], CLEAN[:20], CLEAN[:60], RUSSIAN[1], CLEAN.lower(), CLEAN.translate(KEYS)[:5], CLEAN.translate(FULL_WIDTH)[:30]],
)
def test_a_reader_at_work_is_recognised_before_it_is_done(text):
    assert mrz.looks_like(text)


@pytest.mark.parametrize(
    "text", ["", "Петрова", "PETROVA", "Збруев", "ЗБРУЕВ", "збарская", "Саббатин", "вишневская", "751234567", "+79145551234", "陈", "C10"]
)
def test_a_person_typing_is_not_taken_for_a_reader(text):
    assert not mrz.looks_like(text)


@given(st.text(alphabet=st.characters(), max_size=120))
def test_nothing_a_keyboard_can_send_makes_it_fall(text):
    reading = read(text)
    assert set(reading.problems) <= set(mrz.PROBLEMS)
    assert mrz.looks_like(text) in (True, False)


@given(st.sampled_from(zones.SPECIMENS), st.data())
def test_broken_zones_never_make_it_fall(lines, data):
    text = "\n".join(lines)
    start = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 10))
    noise = data.draw(st.text(alphabet="<KPV01ЗБ《 \n\t\x02", max_size=6))
    reading = read(text[:start] + noise + text[start + cut :])
    assert reading.valid == (not reading.problems)
    assert (reading.document.format is None) == bool({"not_mrz", "line_count", "line_length"} & set(reading.problems))


@given(
    names=st.lists(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=14), min_size=2, max_size=2).map("<<".join),
    number=st.integers(0, 999_999_999).map("{:09}".format),
)
def test_what_was_printed_is_read_back(names, number):
    reading = read("\n".join(passport(names=names, number=number)))
    assert (reading.valid, reading.corrections) == (True, ())
    assert f"{reading.document.surname}<<{reading.document.given_names}" == names
    assert reading.document.document_number == number

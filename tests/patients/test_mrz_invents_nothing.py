"""Whatever arrives: nothing falls, every value stands in what arrived, and `valid` means that all check digits agree."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patients import mrz
from patients.mrz.internal_passport import decode
from patients.mrz.typed import clean
from tests.patients import zones
from tests.patients.zones import TODAY, digit

KEYS = str.maketrans("QWERTYUIOPASDFGHJKLZXCVBNM<", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬБ")
LOOK_ALIKES = "O0QDI1LZ2S5G6T7B8KC<"
ways = st.sampled_from([str, str.lower, lambda text: text.translate(KEYS), lambda text: text.replace("<", "《")])
signs = st.one_of(st.sampled_from(LOOK_ALIKES), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"))


@st.composite
def damaged_zones(draw) -> tuple[str, ...]:
    """Lines of the right length in which some characters were read wrongly."""
    lines = draw(st.sampled_from(zones.SPECIMENS))
    for _ in range(draw(st.integers(0, 5))):
        line = draw(st.integers(1, len(lines)))
        lines = zones.damaged(lines, line, draw(st.integers(1, len(lines[0]))), draw(signs))
    return lines


def corrected(lines: tuple[str, ...], reading: mrz.Reading) -> tuple[str, ...]:
    for line, position, _read, proposed in reading.corrections:
        lines = zones.damaged(lines, line, position, proposed)
    return lines


def values_of(document: mrz.Document) -> dict[str, str]:
    names = ("document_code", "issuing_state", "surname", "given_names", "patronymic", "nationality", "department_code")
    return {name: getattr(document, name) for name in names if getattr(document, name)}


@given(damaged_zones(), ways)
@settings(max_examples=300)
def test_every_value_stands_in_the_lines_as_they_were_corrected(lines, way):
    reading = mrz.read("\n".join(map(way, lines)), today=TODAY)
    text = "".join(corrected(lines, reading))
    for value in values_of(reading.document).values():
        words = value.split(" ")
        assert all(word in text or word in decode(text) for word in words)
    assert set(reading.document.document_number or "") <= set(text)


@given(damaged_zones())
@settings(max_examples=300)
def test_valid_means_that_every_check_digit_agrees(lines):
    reading = mrz.read("\n".join(lines), today=TODAY)
    if not reading.valid or reading.document.format not in ("TD3", "MRV-A"):
        return
    data = corrected(lines, reading)[1]
    pairs = [(data[:9], data[9]), (data[13:19], data[19]), (data[21:27], data[27])]
    if reading.document.format == "TD3":
        pairs += [(data[28:42], data[42]), (data[:10] + data[13:20] + data[21:43], data[43])]
    assert all(digit(text) == check or (not text.strip("<") and check == "<") for text, check in pairs)


@given(damaged_zones())
def test_every_correction_has_its_place_on_the_form(lines):
    reading = mrz.read("\n".join(lines), today=TODAY)
    found = mrz.places(reading)
    assert len(found) == len(reading.corrections)
    for place in found:
        value = getattr(reading.document, place.field, None)
        assert not place.at or value[place.at - 1] == place.proposed


@given(st.text(max_size=200), ways)
@settings(max_examples=300)
def test_any_text_is_answered_and_gives_at_most_what_it_holds(text, way):
    reading = mrz.read(way(text), today=TODAY)
    held = set("".join(clean(way(text)).lines)) | {c.proposed for c in reading.corrections} | {" "}
    assert all(set(value) <= held or set(value) <= set(decode("".join(held))) for value in values_of(reading.document).values())


@given(st.sampled_from(zones.SPECIMENS), st.integers(0, 92), st.integers(1, 44), st.sampled_from(["", "\n", " "]))
@settings(max_examples=300)
def test_a_zone_that_lost_a_piece_is_never_called_valid_with_another_number(lines, start, cut, gap):
    text = "\n".join(lines)
    whole, torn = mrz.read(text, today=TODAY), mrz.read(text[:start] + gap + text[start + cut :], today=TODAY)
    if torn.valid and not torn.corrections and torn.document.document_code == whole.document.document_code:
        assert torn.document.document_number == whole.document.document_number


def test_names_and_number_torn_in_between_are_not_read_as_one_line():
    assert mrz.read("I<UTOSTEVENSON<<PETER<JOHN23145890<UTO3407127M95071227349<<<8", today=TODAY).problems == ("line_length",)


def test_a_number_with_a_hole_in_it_is_no_number():
    lines = ("I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "NSON<<090<UTO3407127M95071227349<<<8")
    assert "document_number_check" in mrz.read("\n".join(lines), today=TODAY).problems


def test_a_visa_of_which_only_fillers_arrived_is_not_valid():
    assert not mrz.read("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\n<<<<<<<<", today=TODAY).valid


@pytest.mark.parametrize("line", ["PRUSIMIAREK<<EVGENII", "P<RSIMIAREK<<EVGENII", "P<RUIMIAREK<<EVGENII", "P<USIMIAREK<<EVGENII"])
def test_a_short_line_that_lost_a_letter_at_its_beginning_is_not_filled_up(line):
    assert mrz.read(f"{line}\n{zones.RUSSIAN[1]}", today=TODAY).document == mrz.Document()

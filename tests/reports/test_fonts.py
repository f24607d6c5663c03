"""The faces hold every character that the house prints."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from clinic.reports import pdf

FOLDER = Path(pdf.__file__).parent / "fonts"
TEMPLATES = Path(pdf.__file__).parents[2] / "templates" / "print"


def characters_of(face: str) -> set[int]:
    with TTFont(FOLDER / f"{face}.ttf", lazy=True) as font:
        return set(font.getBestCmap())


def test_both_weights_have_the_same_characters():
    assert characters_of("QiaoPrint-400") == characters_of("QiaoPrint-700")


def test_cffi_knows_arrays_as_long_as_the_face():
    with TTFont(FOLDER / "QiaoPrint-700.ttf", lazy=True) as font:
        assert font["maxp"].numGlyphs < pdf.GLYPHS


def test_the_second_face_repeats_only_the_spaces_of_the_first():
    assert characters_of("QiaoPrintRare-400") & characters_of("QiaoPrint-400") == {0x20, 0xA0}


@pytest.mark.parametrize(
    "text",
    [
        "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "ҕҥөһү",  # Sakha
        "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü",
        "№ · — – « » „ “ ” ‘ ’ … ° ± × ≤ ≥ ≈ ← ↑ → ↓ □ ■ ○ ● ✓ ₽ ¥ € ℃ ％ ￥",
        "，。、；：？！（）《》【】—…“”‘’·～",
        "推拿正骨方剂气滞血瘀证阿托伐他汀",
        "喆堃玥珺昇犇淼𬭩",  # characters of living people's names
    ],
)
def test_it_can_be_printed(text):
    assert pdf.missing_characters(text) == frozenset()


def test_every_character_of_the_print_templates_is_in_the_first_face():
    words = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html"))
    assert {ord(each) for each in words} - characters_of("QiaoPrint-400") <= {ord("\n")}


def test_every_character_of_the_style_sheet_is_in_the_first_face():
    quoted = "".join(re.findall(r"content: ([^;}\n]*)", (FOLDER.parent / "print.css").read_text(encoding="utf-8")))
    assert {ord(each) for each in quoted.replace("\\A", "")} <= characters_of("QiaoPrint-400")


def test_emoji_cannot_be_printed():
    assert pdf.missing_characters("Наталья 🙂") == frozenset("🙂")

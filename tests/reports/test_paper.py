"""Slip and plan as they come out: both languages, marks, long and hostile words."""

import io
from dataclasses import replace

import pypdf
import pytest

from clinic.reports.content import Bilingual, Mark, PersonName, TranslationMissing
from clinic.reports.paper import html_of, pdf_of
from tests.reports.reading import fonts_of, text_of, words_of
from tests.reports.sample import PLAN, PLAN_WITH_FORMULA, SLIP


def pages_of(made: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(made)).pages)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (SLIP, ["A-1047", "Соловьёва", "纳塔利娅·索洛维约娃", "10:50", "11:50", "二楼 202 室", "каб. 202", "24.12.2026 (чт)"]),
        (
            PLAN,
            [
                "治疗方案",
                "План лечения",
                "康斯坦丁·叶尔绍夫",
                "Ершов Константин Павлович",
                "МКБ-10 M47.8",
                "第 1 页，共 1 页",
                "стр. 1 из 1",
            ],
        ),
        (
            PLAN_WITH_FORMULA,
            [
                "制附子",
                "Aconiti Lateralis",
                "先煎 60 分钟",
                "первым, 60 минут",
                "ядовитое сырьё: Аконит",
                "已向患者说明煎法",
                "стр. 2 из 2",
            ],
        ),
    ],
)
def test_both_languages_come_back_from_the_paper(words, expected):
    text = words_of(pdf_of(words))

    assert [each for each in expected if each not in text] == []


def test_pypdf_reads_the_same_words():
    text = pypdf.PdfReader(io.BytesIO(pdf_of(PLAN))).pages[0].extract_text()

    assert "气滞血瘀证" in text
    assert "застой ци и крови" in text


@pytest.mark.parametrize("words", [SLIP, PLAN, PLAN_WITH_FORMULA])
def test_only_our_faces_are_in_it(words, tmp_path):
    assert fonts_of(pdf_of(words), tmp_path) == {"Qiao-Print", "Qiao-Print-Bold"}


@pytest.mark.parametrize("words", [SLIP, PLAN_WITH_FORMULA])
def test_the_same_words_give_the_same_bytes(words):
    assert pdf_of(words) == pdf_of(words)


@pytest.mark.parametrize("words", [SLIP, PLAN])
def test_a_copy_says_so_and_the_original_does_not(words):
    assert "副本 · копия" in words_of(pdf_of(words, mark=Mark.COPY))
    assert "копия" not in words_of(pdf_of(words))


@pytest.mark.parametrize("words", [SLIP, PLAN])
def test_a_cancelled_paper_says_so(words):
    assert "аннулировано" in words_of(pdf_of(words, mark=Mark.CANCELLED))


def test_a_blank_side_is_refused_with_its_path():
    with pytest.raises(TranslationMissing) as refused:
        pdf_of(replace(SLIP, service=Bilingual("推拿", "")))

    assert refused.value.paths == ("service.ru",)


def test_markup_in_a_name_stays_words():
    hostile = PersonName("<b>李</b>", "<img src=x onerror=alert(1)>", "{{ words }} &amp;")

    html = html_of(replace(SLIP, patient=hostile))
    assert "<img" not in html
    assert "<img src=x" in words_of(pdf_of(replace(SLIP, patient=hostile)))


def test_a_long_russian_word_wraps_inside_its_column():
    word = "рентгеноэлектрокардиографического" * 4
    lines = text_of(pdf_of(replace(PLAN, diagnosis=Bilingual("项痹病", word)))).replace(",", "").split()

    assert word not in lines
    assert "".join(line for line in lines if line in word and len(line) > 3) == word


def test_a_note_of_ten_thousand_characters_fills_pages_and_loses_nothing():
    sentence = "Боль в шее отдаёт в правую руку, ночью немеют пальцы. "
    made = pdf_of(replace(PLAN, goal=Bilingual("颈痛放射至右臂。" * 400, sentence * 185)))

    assert pages_of(made) >= 3
    assert words_of(made).count("颈痛放射至右臂") + words_of(made).count("правую") > 185


def test_ten_thousand_characters_without_a_space_do_not_stop_the_press():
    made = pdf_of(replace(PLAN, goal=Bilingual("痛" * 10_000, "б" * 10_000)))

    assert sum(words_of(made).count(each) for each in "痛") >= 10_000


def test_every_page_of_a_long_plan_carries_number_and_count():
    made = pypdf.PdfReader(io.BytesIO(pdf_of(PLAN_WITH_FORMULA)))

    assert all(PLAN.head.number in page.extract_text() for page in made.pages)

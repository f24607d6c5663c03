"""HTML becomes a PDF: closed to the outside, the same every time, with our faces alone."""

import gc
import io
import logging
from concurrent.futures import ThreadPoolExecutor

import pypdf
import pytest
from weasyprint.text import ffi

from clinic.reports import pdf
from clinic.reports.pdf import CharactersMissing, Misunderstood, NotWellFormed, OutsideReference, PaperError, Sheet
from tests.reports.reading import fonts_of, words_of


def page(body: str, head: str = "") -> str:
    return f'<html lang="ru"><head><title>проба</title>{head}</head><body>{body}</body></html>'


@pytest.mark.parametrize(
    "body",
    [
        '<img src="http://127.0.0.1:9/pixel.png"/>',
        '<img src="file:///etc/passwd"/>',
        '<img src="data:image/png;base64,iVBORw0KGgo="/>',
        '<img src="logo.png"/>',
        '<object data="file:///etc/passwd"></object>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="http://127.0.0.1:9/pixel.png" width="9" height="9"/></svg>',
        '<p style="background: url(file:///etc/hostname)">x</p>',
        '<style>@import "http://127.0.0.1:9/print.css";</style>',
        "<style>@font-face { font-family: other; src: url(file:///etc/passwd) }</style>",
    ],
)
def test_a_reference_to_the_outside_stops_the_paper(body):
    with pytest.raises((OutsideReference, Misunderstood)):
        pdf.render(page(body), sheet=Sheet.A4)


@pytest.mark.parametrize(
    "head", ['<link rel="stylesheet" href="https://example.org/x.css"/>', '<link rel="attachment" href="file:///etc/passwd"/>']
)
def test_a_link_to_the_outside_stops_the_paper(head):
    with pytest.raises(OutsideReference):
        pdf.render(page("x", head), sheet=Sheet.A4)


def test_a_refusal_leaves_printing_in_order():
    with pytest.raises(PaperError):
        pdf.render(page('<img src="file:///etc/passwd"/>'), sheet=Sheet.A4)

    assert gc.isenabled()
    assert "дальше" in words_of(pdf.render(page("дальше"), sheet=Sheet.A4))


def test_the_same_html_gives_the_same_bytes():
    html = page("<b>推拿</b> массаж")

    assert pdf.render(html, sheet=Sheet.A4) == pdf.render(html, sheet=Sheet.A4)


def test_threads_print_at_once_and_get_their_own_papers():
    with ThreadPoolExecutor(4) as pool:
        papers = list(pool.map(lambda number: pdf.render(page(f"лист {number}"), sheet=Sheet.A4), range(8)))

    assert [words_of(paper).split(" стр. ")[0].split("лист ")[1][0] for paper in papers] == list("01234567")


def test_a_rare_character_comes_from_the_second_face(tmp_path):
    made = pdf.render(page("<b>王龘</b> 文"), sheet=Sheet.A4)

    assert "王龘 文" in words_of(made)
    assert fonts_of(made, tmp_path) == {"Qiao-Print", "Qiao-Print-Bold", "Qiao-Print-Rare-Bold"}


@pytest.mark.parametrize("text", ["имя 🙂", "&#128578;", "नाम", "x\x00y"])
def test_a_character_without_a_glyph_is_refused(text):
    with pytest.raises(CharactersMissing):
        pdf.render(page(text), sheet=Sheet.A4)


def test_the_refusal_names_the_characters_by_code():
    with pytest.raises(CharactersMissing, match=r"^U\+1F642$"):
        pdf.render(page("🙂"), sheet=Sheet.A4)


def test_title_and_language_are_in_the_metadata():
    made = pypdf.PdfReader(io.BytesIO(pdf.render(page("x"), sheet=Sheet.A4)))

    assert (made.metadata.title, made.trailer["/Root"]["/Lang"]) == ("проба", "ru")
    assert made.metadata.creation_date is None


def test_a_slip_is_cut_where_its_words_end():
    short = pypdf.PdfReader(
        io.BytesIO(pdf.render(page('<p>x</p><a id="end"></a>').replace("<body>", '<body class="slip">'), sheet=Sheet.SLIP))
    )

    assert float(short.pages[0].mediabox.width) == pytest.approx(80 / 25.4 * 72, abs=0.5)
    assert float(short.pages[0].mediabox.height) < 90


def test_the_machine_has_what_printing_needs():
    assert pdf.check_environment() == ()


def test_a_rule_that_is_not_understood_stops_the_paper():
    with pytest.raises(Misunderstood):
        pdf.render(page("<p style='colour: red'>x</p>"), sheet=Sheet.A4)


@pytest.mark.parametrize("body", ["<p>не закрыт", "М&М", "&nbsp;", "<!-- -- -->"])
def test_broken_markup_stops_the_paper(body):
    with pytest.raises(NotWellFormed):
        pdf.render(page(body), sheet=Sheet.A4)


def test_an_entity_of_a_foreign_file_is_not_opened():
    html = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page("&x;")

    with pytest.raises(PaperError):
        pdf.render(html, sheet=Sheet.A4)


def test_no_name_of_an_array_is_parsed_while_a_font_is_cut(monkeypatch):
    pdf.render(page("раз"), sheet=Sheet.A4)
    parsed = []
    monkeypatch.setattr(ffi.ffi._parser, "parse_type", parsed.append)
    pdf.render(page("два 三 четыре"), sheet=Sheet.A4)

    assert parsed == []


def test_the_library_says_nothing_to_the_log_of_the_house(caplog):
    with caplog.at_level(logging.DEBUG):
        pdf.render(page("Ершов"), sheet=Sheet.A4)

    assert caplog.records == []

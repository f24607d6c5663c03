"""The consent sheet on paper: to be signed by pen, and as it was signed."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from clinic.reference.loading import load_reference
from clinic.reports import archive, pdf, printing
from clinic.reports.content import ConsentWords, Mark, from_plain, to_plain
from clinic.reports.models import Document
from clinic.reports.refusals import PrintRefused
from patients.models import Consent, ConsentText
from tests.cast import client_of
from tests.make import NOW, make_consent, make_consent_text, make_document, make_guardian, make_patient, make_user
from tests.patients.test_signatures import DRAWN
from tests.reports.reading import fonts_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts(db):
    load_reference()
    return ConsentText.objects.all()


def signed(elena, **changes):
    return make_consent(elena, **{"way": "drawn", "signature": DRAWN, "witness": make_user(name_ru="Лю Фан"), **changes}).sheet


def test_the_sheet_for_signing_names_the_patient_and_asks_everything_with_empty_ticks(texts, elena, liu_fang):
    printed = printing.print_consent_form(elena, by=liu_fang, now=NOW)
    words = words_of(printed.pdf)
    assert printed.document.number == "F-2026-000001"
    assert all(part in words for part in ("KOVALEVA ELENA", "Ковалёва Елена", "叶连娜·科瓦廖娃", "Лечение", "接受诊疗", "Публикация"))
    assert ("✓" in words, words.count("не согласен")) == (False, 8)


def test_every_word_of_it_stands_in_our_own_faces(texts, elena, liu_fang, tmp_path):
    printed = printing.print_consent_form(elena, by=liu_fang, now=NOW)
    assert fonts_of(printed.pdf, tmp_path) == {"Qiao-Print", "Qiao-Print-Bold"}
    everything = "".join(f"{text.title_zh_hans}{text.text_zh_hans}{text.title_ru}{text.text_ru}" for text in texts)
    assert pdf.missing_characters(everything) == set()


def test_the_signed_sheet_holds_answers_way_language_witness_and_the_drawing(elena):
    sheet = signed(elena)
    Consent.objects.create(sheet=sheet, text=make_consent_text("publication", title_ru="Публикация"), given=False)
    printed = printing.print_consent(sheet, by=None, now=NOW)
    words = words_of(printed.pdf)
    assert (printed.document.number, printed.mark, words.count("✓")) == ("C-2026-000001", Mark.ORIGINAL, 4)
    assert all(part in words for part in ("подписано от руки на экране, 17.11.2026 10:20", "прочитано по-русски", "Лю Фан", "版"))
    assert printed.document.words["signature"] == DRAWN


def test_a_withdrawal_is_a_new_version_of_the_paper_and_the_old_one_is_called_replaced(elena, liu_fang, stranger):
    sheet = signed(elena)
    first = printing.print_consent(sheet, by=liu_fang, now=NOW).document
    assert printing.print_consent(sheet, by=liu_fang, now=NOW).mark == Mark.COPY
    Consent.objects.update(withdrawn_at=NOW + timedelta(hours=1), withdrawn_way="spoken", withdrawn_by=liu_fang)
    printed = printing.print_consent(sheet, by=liu_fang, now=NOW + timedelta(hours=2))
    assert printed.document.version == 2
    assert "отозвано устно: 24.11.2026 11:20" in words_of(printed.pdf)
    assert "replaced" in stranger.get(reverse("reports:verify", args=[first.token])).content.decode()


def test_the_last_four_of_the_passport_and_never_its_number(elena, liu_fang, texts):
    make_document(elena, "751234567")
    words = words_of(printing.print_consent_form(elena, by=liu_fang, now=NOW).pdf)
    assert ("4567" in words, "751234567" in words) == (True, False)


def test_for_a_child_the_mother_stands_on_the_sheet_or_a_line_for_her(liu_fang):
    make_consent_text()
    child = make_patient(birth_date=date(2015, 5, 1))
    assert "Младше 18 лет" in words_of(printing.print_consent_form(child, by=liu_fang, now=NOW).pdf)
    make_guardian(child)
    words = words_of(printing.print_consent_form(child, by=liu_fang, now=NOW).pdf)
    assert all(part in words for part in ("KOVALEVA ELENA, мать; предъявлено: запись о ребёнке", "KOVALEVA ELENA，母亲"))


@pytest.mark.parametrize("changes", [{"text_ru": ""}, {"title_zh_hans": ""}, {"text_ru": "Одна строка."}])
def test_words_missing_in_one_language_are_not_printed(elena, liu_fang, changes):
    make_consent_text(**changes)
    with pytest.raises(PrintRefused, match="translations_missing"):
        printing.print_consent_form(elena, by=liu_fang, now=NOW)
    assert not Document.objects.exists()


def test_without_texts_there_is_nothing_to_sign(elena, liu_fang):
    with pytest.raises(PrintRefused, match="no_consent_texts"):
        printing.print_consent_form(elena, by=liu_fang, now=NOW)


def test_a_reprint_says_what_was_signed_and_the_archive_holds_it(elena, liu_fang):
    printed = printing.print_consent(signed(elena), by=liu_fang, now=NOW)
    assert archive.kept(printed.document.number) == printed.pdf
    words = from_plain(ConsentWords, printed.document.words)
    assert to_plain(words) == printed.document.words


def test_reception_prints_both_and_a_link_never_prints(elena, liu_fang):
    sheet, client = signed(elena), client_of(liu_fang)
    for address in (reverse("reports:consent_form", args=[elena.mrn]), reverse("reports:consent", args=[sheet.pk])):
        assert client.get(address).status_code == 302
        assert client.post(address)["Content-Type"] == "application/pdf"


def test_the_shell_prints_both(elena, tmp_path):
    sheet = signed(elena)
    for kind, ident in (("consent", str(sheet.pk)), ("consent_form", elena.mrn)):
        call_command("print_document", kind, ident, "--out", str(tmp_path / kind))
        assert "Ковалёва" in words_of((tmp_path / kind).read_bytes())

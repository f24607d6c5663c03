"""Papers over HTTP: who may print, what a refusal says, what a stranger learns by the QR code."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from clinic.audit.models import Reading
from clinic.reports import printing
from clinic.reports.models import Document
from tests.cast import client_of
from tests.make import NOW, make_service, make_visit
from tests.reports.make import make_signed_plan
from tests.reports.reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(liu_fang):
    return printing.print_slip(make_visit(), by=liu_fang, now=NOW).document


def test_reception_prints_a_slip_with_one_post(liu_fang):
    answer = client_of(liu_fang).post(reverse("reports:slip", args=[make_visit().pk]))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "Ковалёва" in words_of(answer.content)
    assert "no-store" in answer["Cache-Control"]


def test_a_practitioner_prints_a_plan(zhang_haibo):
    answer = client_of(zhang_haibo.user).post(reverse("reports:plan", args=[make_signed_plan().pk]))

    assert "План лечения" in words_of(answer.content)


def test_opening_a_link_never_prints(liu_fang):
    visit = make_visit()
    assert client_of(liu_fang).get(reverse("reports:slip", args=[visit.pk])).url == reverse("desk:visit", args=[visit.pk])
    assert not Document.objects.exists()


def test_an_issued_paper_is_shown_as_a_copy_and_the_look_is_written_down(liu_fang, paper):
    answer = client_of(liu_fang).get(reverse("reports:document", args=[paper.number]))

    assert "копия" in words_of(answer.content)
    assert Reading.objects.filter(by=liu_fang, subject="document", subject_id=paper.pk).count() == 1


@pytest.mark.parametrize("name", ["document", "again", "cancel"])
def test_an_interpreter_may_not(wang_li, paper, name):
    client = client_of(wang_li.user)
    call = client.get if name == "document" else client.post

    assert call(reverse(f"reports:{name}", args=[paper.number])).status_code == 403


def test_a_stranger_gets_the_sign_in_page(stranger, paper):
    answer = stranger.get(reverse("reports:document", args=[paper.number]))

    assert answer.status_code == 302
    assert "sign" in answer["Location"]


def test_an_unknown_number_is_not_found(liu_fang):
    assert client_of(liu_fang).get(reverse("reports:document", args=["S-2026-999999"])).status_code == 404


def test_a_refusal_names_the_place_and_the_language_that_is_missing(liu_fang):
    visit = make_visit(service=make_service("S_NEW", name_zh_hans="正骨", name_ru=""))
    client = client_of(liu_fang)
    client.cookies["qiao_language"] = "en"
    answer = client.post(reverse("reports:slip", args=[visit.pk]))

    assert answer.status_code == 409
    assert "service: Russian is missing" in answer.content.decode()


def test_a_cancelled_paper_leads_back_to_the_patient(liu_fang, paper):
    answer = client_of(liu_fang).post(reverse("reports:cancel", args=[paper.number]), {"next": "https://elsewhere.example/x"})

    assert answer["Location"].startswith("/")
    assert Document.objects.get().cancelled_by == liu_fang


@pytest.mark.parametrize(("state", "words"), [("valid", "Genuine"), ("cancelled", "Cancelled")])
def test_a_stranger_learns_by_the_code_that_a_paper_is_ours(stranger, liu_fang, paper, state, words):
    if state == "cancelled":
        printing.cancel(paper, by=liu_fang, now=NOW)
    page = stranger.get(reverse("reports:verify", args=[paper.token])).content.decode()

    assert words in page
    assert paper.number in page


def test_the_page_of_the_code_holds_no_name(stranger, paper):
    page = stranger.get(reverse("reports:verify", args=[paper.token])).content.decode()

    assert [name for name in ("Ковалёва", "KOVALEVA", "科瓦廖娃", paper.patient.mrn, "刘芳") if name in page] == []


def test_an_older_version_is_called_replaced(stranger, liu_fang):
    visit = make_visit()
    first = printing.print_slip(visit, by=liu_fang, now=NOW).document
    visit.ticket = "A-2000"
    visit.save()
    printing.print_slip(visit, by=liu_fang, now=NOW)

    assert "replaced" in stranger.get(reverse("reports:verify", args=[first.token])).content.decode()


def test_a_forged_code_is_on_no_paper_of_ours(stranger):
    assert stranger.get(reverse("reports:verify", args=["forged"])).status_code == 404


def test_the_command_writes_the_file(tmp_path):
    out = io.StringIO()
    call_command("print_document", "slip", str(make_visit().pk), "--out", str(tmp_path / "slip.pdf"), stdout=out)

    assert out.getvalue().startswith("S-")
    assert "Ковалёва" in words_of((tmp_path / "slip.pdf").read_bytes())


@pytest.mark.parametrize(("kind", "ident"), [("slip", "999999"), ("plan", "abc"), ("document", "P-1")])
def test_the_command_says_when_there_is_nothing_to_print(tmp_path, kind, ident):
    with pytest.raises(CommandError, match="There is no such"):
        call_command("print_document", kind, ident, "--out", str(tmp_path / "x.pdf"))


def test_a_forged_code_never_wears_the_sign_of_a_valid_paper(stranger, db):
    page = stranger.get(reverse("reports:verify", args=["forged"])).content.decode()
    assert ("#warn" in page, "#paper" in page) == (True, False)

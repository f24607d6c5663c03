"""Print, print again, cancel: numbers, versions, frozen words, the archive."""

import hashlib
import resource
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from clinic.departments.models import Service
from clinic.reports import archive, printing
from clinic.reports.content import Mark
from clinic.reports.models import Document, DocumentNumber
from clinic.reports.refusals import PrintRefused
from tests.make import NOW, make_patient, make_practitioner, make_service, make_visit
from tests.reports.make import make_signed_plan
from tests.reports.reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def room_for():
    """The operating system refuses files of this process beyond so many bytes."""

    @contextmanager
    def limited(size):
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return limited


def test_the_first_slip_of_the_year_has_the_first_number(liu_fang):
    printed = printing.print_slip(make_visit(), by=liu_fang, now=NOW)

    assert (printed.document.number, printed.document.version, printed.mark) == ("S-2026-000001", 1, Mark.ORIGINAL)


def test_numbers_follow_each_other_and_kinds_count_apart(liu_fang):
    plan = make_signed_plan()
    numbers = [printing.print_slip(visit, by=liu_fang, now=NOW).document.number for visit in plan.visits.order_by("starts")]

    assert numbers == ["S-2026-000001", "S-2026-000002"]
    assert printing.print_plan(plan, by=liu_fang, now=NOW).document.number == "P-2026-000001"


def test_printing_the_same_again_gives_a_copy_of_the_same_document(liu_fang):
    visit = make_visit()
    first = printing.print_slip(visit, by=liu_fang, now=NOW)
    second = printing.print_slip(visit, by=None, now=NOW + timedelta(hours=1))

    assert second.document == first.document
    assert (second.mark, second.document.copies) == (Mark.COPY, 1)
    assert "копия" in words_of(second.pdf)


def test_a_changed_visit_gives_a_new_version(liu_fang):
    visit = make_visit()
    printing.print_slip(visit, by=liu_fang, now=NOW)
    visit.practitioner = make_practitioner(name_ru="Ли Минъюань", name_zh_hans="李明远")
    visit.save()
    printed = printing.print_slip(visit, by=liu_fang, now=NOW)

    assert (printed.document.version, printed.mark) == (2, Mark.ORIGINAL)


def test_a_reprint_says_what_was_printed_and_not_what_the_catalogue_says_now(liu_fang):
    document = printing.print_slip(make_visit(), by=liu_fang, now=NOW).document
    Service.objects.update(name_ru="совсем другое", name_zh_hans="别的")

    assert "массаж туйна" in words_of(printing.reprint(document).pdf)


def test_the_archive_holds_the_original_and_its_hash_fits(liu_fang):
    printed = printing.print_slip(make_visit(), by=liu_fang, now=NOW)
    kept = archive.kept(printed.document.number)

    assert kept == printed.pdf
    assert printed.document.archived
    assert printed.document.sha256 == hashlib.sha256(kept).hexdigest()


def test_the_archive_is_for_our_account_only(liu_fang):
    path = archive.path_of(printing.print_slip(make_visit(), by=liu_fang, now=NOW).document.number)

    assert (path.stat().st_mode & 0o077, path.parent.stat().st_mode & 0o077) == (0, 0)


def test_without_a_place_to_archive_the_paper_is_issued_and_handed_over(liu_fang, settings):
    settings.DOCUMENT_ARCHIVE = Path("/dev/full/documents")
    printed = printing.print_slip(make_visit(), by=liu_fang, now=NOW)

    assert "Ковалёва" in words_of(printed.pdf)
    assert not Document.objects.get().archived


def test_a_disk_that_fills_up_in_the_middle_leaves_no_half_paper(settings, room_for):
    with room_for(1_000), pytest.raises(OSError, match="File too large"):
        archive.keep("S-2026-000001", b"x" * 5_000)

    assert [path for path in Path(settings.DOCUMENT_ARCHIVE).rglob("*") if path.is_file()] == []


def test_a_later_print_archives_what_could_not_be_archived(liu_fang, settings, tmp_path):
    settings.DOCUMENT_ARCHIVE = Path("/dev/full/documents")
    first = printing.print_slip(make_visit(), by=liu_fang, now=NOW)
    settings.DOCUMENT_ARCHIVE = tmp_path / "again"
    printing.reprint(first.document)

    assert archive.kept(first.document.number) == first.pdf


def test_a_blank_translation_refuses_before_a_number_is_taken(liu_fang):
    visit = make_visit(service=make_service("S_NEW", name_zh_hans="正骨", name_ru=""))

    with pytest.raises(PrintRefused) as refused:
        printing.print_slip(visit, by=liu_fang, now=NOW)
    assert (refused.value.code, refused.value.details) == ("translations_missing", ("service.ru",))
    assert not Document.objects.exists()
    assert not DocumentNumber.objects.exists()


def test_a_character_that_no_face_has_refuses_by_its_code_point(liu_fang):
    with pytest.raises(PrintRefused) as refused:
        printing.print_slip(make_visit(patient=make_patient(given_ru="Елена 🙂")), by=liu_fang, now=NOW)

    assert (refused.value.code, refused.value.details) == ("characters_missing", ("U+1F642",))


def test_a_draft_of_a_plan_is_not_printed(liu_fang):
    plan = make_signed_plan(state="draft", signed_at=None, signed_by=None, formula=False)

    with pytest.raises(PrintRefused, match="plan_not_signed"):
        printing.print_plan(plan, by=liu_fang, now=NOW)


def test_a_visit_that_was_given_up_has_no_slip(liu_fang):
    with pytest.raises(PrintRefused, match="visit_given_up"):
        printing.print_slip(make_visit(state="cancelled"), by=liu_fang, now=NOW)


def test_a_cancelled_paper_says_so_and_the_next_print_is_a_new_version(liu_fang):
    visit = make_visit()
    document = printing.cancel(printing.print_slip(visit, by=liu_fang, now=NOW).document, by=liu_fang, now=NOW)

    assert "аннулировано" in words_of(printing.reprint(document).pdf)
    assert printing.print_slip(visit, by=liu_fang, now=NOW).document.version == 2


def test_cancelling_twice_keeps_the_first_name_and_date(liu_fang, sun_jiaqi):
    document = printing.print_slip(make_visit(), by=liu_fang, now=NOW).document
    printing.cancel(document, by=liu_fang, now=NOW)
    printing.cancel(document, by=sun_jiaqi, now=NOW + timedelta(days=1))

    assert (document.cancelled_by, document.cancelled_at) == (liu_fang, NOW)


def test_looking_counts_no_copy_and_gives_the_bytes_of_the_copy(liu_fang):
    document = printing.print_slip(make_visit(), by=liu_fang, now=NOW).document

    assert printing.look(document).pdf == printing.reprint(document).pdf
    assert Document.objects.get().copies == 1

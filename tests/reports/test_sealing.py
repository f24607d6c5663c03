"""Papers at rest: neither the table nor the folder tells a word of them, and a change of keys brings both along."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from clinic.reports import archive, printing
from clinic.reports.models import Document
from clinic.reports.refusals import PrintRefused
from tests.make import NOW, make_visit
from tests.patients.test_keys import NEW, OLD, _keys_as_they_were, rotated, use
from tests.reports.reading import words_of

pytestmark = pytest.mark.django_db
__all__ = ["_keys_as_they_were"]  # the fixture of the neighbour, used here too


def written() -> str:
    """The column as it lies in the table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM reports_document")
        return str(cursor.fetchone()[0])


def write_plain(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reports_document SET words = %s", [text])


@pytest.fixture
def slip(liu_fang):
    return printing.print_slip(make_visit(), by=liu_fang, now=NOW)


def test_what_a_paper_says_does_not_stand_in_the_table(slip):
    assert "Ковалёва" in slip.document.words["patient"]["ru_surname"]
    assert "Ковал" not in written()
    assert "patient" not in written()


def test_the_file_in_the_archive_is_no_pdf_until_a_key_opens_it(slip):
    sealed = archive.path_of(slip.document.number).read_bytes()
    assert b"%PDF" not in sealed
    assert archive.kept(slip.document.number) == slip.pdf


def test_a_row_written_before_words_were_sealed_is_still_read(slip):
    write_plain('{"kind": "of an older release"}')
    assert Document.objects.get().words == {"kind": "of an older release"}


def test_the_migration_seals_the_rows_that_are_there_and_gives_them_back(slip):
    migration = __import__("clinic.reports.migrations.0003_words_are_sealed", fromlist=["seal"])
    before = Document.objects.get().words
    with connection.schema_editor(atomic=False) if connection.vendor == "postgresql" else _Editor() as editor:
        migration.unseal(apps, editor)
        assert '"ticket"' in written()
        migration.seal(apps, editor)
    assert "ticket" not in written()
    assert Document.objects.get().words == before


class _Editor:
    """SQLite's editor refuses to open within a transaction; the functions need its connection alone."""

    connection = connection

    def __enter__(self) -> "_Editor":
        return self

    def __exit__(self, *_what: object) -> None:
        return None


def test_a_change_of_keys_brings_rows_and_files_along(slip, settings):
    use(settings, [NEW, OLD], settings.PASSPORT_HASH_KEYS)
    call_command("rotate_keys")
    assert (rotated().encrypted, list(archive.rotate())[-1].sealed) == (0, 0)
    use(settings, [NEW], settings.PASSPORT_HASH_KEYS)
    assert archive.kept(slip.document.number) == slip.pdf
    assert "Ковалёва" in words_of(printing.reprint(Document.objects.get()).pdf)


def test_a_plain_file_of_an_earlier_release_is_read_and_then_sealed(slip):
    path = archive.path_of(slip.document.number)
    path.with_suffix(".pdf").write_bytes(slip.pdf)
    path.unlink()
    assert archive.kept(slip.document.number) == slip.pdf
    assert list(archive.rotate())[-1].sealed == 1
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert archive.kept(slip.document.number) == slip.pdf


def test_a_file_that_no_key_opens_is_named_and_left(slip, settings, capsys):
    before = archive.path_of(slip.document.number).read_bytes()
    use(settings, [NEW], settings.PASSPORT_HASH_KEYS)
    with pytest.raises(CommandError, match="keep the old keys"):
        call_command("rotate_keys")
    assert f"archived paper {slip.document.number} cannot be read" in capsys.readouterr().err
    assert archive.path_of(slip.document.number).read_bytes() == before


def test_the_original_comes_out_of_the_archive_byte_for_byte(slip, tmp_path):
    out = tmp_path / "first.pdf"
    call_command("print_document", "original", slip.document.number, "--out", str(out))
    assert out.read_bytes() == slip.pdf


def test_an_original_that_somebody_exchanged_is_refused(slip):
    archive.keep(slip.document.number, b"%PDF something else")
    with pytest.raises(PrintRefused, match="original_lost"):
        printing.original(slip.document)

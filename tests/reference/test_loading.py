"""Loading the catalogue: once, again, and after staff have edited it."""
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clinic.departments.models import Department, Service
from clinic.herbs.models import Formula, Herb, Incompatibility
from clinic.plans.vocabulary import Diagnosis, ScaleBand
from clinic.reference.loading import load_reference
from clinic.reference.models import ShippedRow
from clinic.reference.sources import DATA, BrokenCatalogue
from interpreters.models import Phrase
from patients.models import Crossing, Region, StayRule

pytestmark = pytest.mark.django_db
COUNTS = {
    Region: 89, Crossing: 30, StayRule: 16, Phrase: 99, Department: 21, Service: 17, Herb: 250, Formula: 50,
    Incompatibility: 94, Diagnosis: 60, ScaleBand: 14,
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files that a test may change."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def rewrite(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def report(reports, label):
    return next(report for report in reports if report.label == label)


def test_everything_is_loaded():
    load_reference()
    assert {model: model.objects.count() for model in COUNTS} == COUNTS


def test_a_second_run_changes_nothing():
    load_reference()
    before = list(Herb.objects.values())
    again = load_reference()
    assert {(r.added, r.changed, r.kept, len(r.vanished)) for r in again} == {(0, 0, 0, 0)}
    assert list(Herb.objects.values()) == before


def test_a_new_value_in_the_file_reaches_the_row_and_its_search(folder):
    load_reference(folder)
    rewrite(folder, "tcm/herbs.csv", "dang_gui,当归,dāng guī", "dang_gui,秦归,qín guī")
    changed = report(load_reference(folder), "herbs.Herb")
    assert (changed.changed, changed.kept) == (1, 0)
    assert [herb.code for herb in Herb.objects.search("秦归")] == ["dang_gui"]


def test_what_staff_edited_is_kept_and_told(folder):
    load_reference(folder)
    Herb.objects.filter(code="dang_gui").update(max_g=15, name_ru="дягиль")
    rewrite(folder, "tcm/herbs.csv", "dang_gui,当归,dāng guī", "dang_gui,秦归,dāng guī")
    told = report(load_reference(folder), "herbs.Herb")
    herb = Herb.objects.get(code="dang_gui")
    assert (herb.name_zh_hans, herb.name_ru, herb.max_g) == ("秦归", "дягиль", 15)
    assert sorted(told.kept_fields) == ["dang_gui.max_g", "dang_gui.name_ru"]


def test_a_kept_edit_is_told_each_time_and_given_up_when_undone():
    load_reference()
    Service.objects.filter(code="S_TUINA").update(duration_min=45)
    assert report(load_reference(), "departments.Service").kept_fields == ["S_TUINA.duration_min"]
    Service.objects.filter(code="S_TUINA").update(duration_min=30)
    assert report(load_reference(), "departments.Service").kept_fields == []


def test_fields_that_are_not_shipped_are_never_touched():
    load_reference()
    Service.objects.update(price=120, active=False)
    load_reference()
    assert set(Service.objects.values_list("price", "active")) == {(120, False)}


def test_a_row_that_staff_made_first_stays_theirs():
    Department.objects.create(code="D_ACU", name_zh_hans="针推科")
    told = report(load_reference(), "departments.Department")
    assert Department.objects.get(code="D_ACU").name_zh_hans == "针推科"
    assert "D_ACU.name_zh_hans" in told.kept_fields


def test_a_row_that_staff_deleted_does_not_come_back():
    load_reference()
    Incompatibility.objects.get(herb_a__code="gui_zhi", herb_b__code="chi_shi_zhi").delete()
    assert report(load_reference(), "herbs.Incompatibility").kept_deleted == ["chi_shi_zhi|gui_zhi"]
    assert Incompatibility.objects.count() == 93


def test_a_row_that_is_no_longer_shipped_is_marked_and_stays(folder):
    load_reference(folder)
    path = folder / "tcm/phrasebook.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if "ph_079" not in line]
    path.write_text("".join(kept), encoding="utf-8")
    assert report(load_reference(folder), "interpreters.Phrase").vanished == ["ph_079"]
    assert Phrase.objects.filter(code="ph_079").exists()
    assert ShippedRow.objects.get(table="interpreters.Phrase", key="ph_079").vanished
    assert report(load_reference(folder), "interpreters.Phrase").vanished == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("tcm/herbs.csv", "code,name_zh", "code,name_cn"),
        ("tcm/herbs.csv", "gui_zhi,桂枝", "ma_huang,桂枝"),
        ("tcm/formula_items.csv", "du_huo,独活", "no_such_herb,独活"),
        ("tcm/herb_drug.csv", "major,case_reports", "dreadful,case_reports"),
        ("tcm/services.csv", ",yes,", ",perhaps,"),
    ],
)
def test_a_broken_file_changes_nothing_at_all(folder, file, old, new):
    rewrite(folder, file, old, new)
    with pytest.raises(BrokenCatalogue):
        load_reference(folder)
    assert Region.objects.count() == 0 == ShippedRow.objects.count()


def test_the_command_tells_every_table_and_every_kept_field(capsys):
    call_command("load_reference")
    Herb.objects.filter(code="xi_xin").update(max_g=5)
    capsys.readouterr()
    call_command("load_reference")
    out = capsys.readouterr().out
    assert "herbs.Herb                      0        0        249     1" in out
    assert "kept, edited by staff: xi_xin.max_g" in out


def test_the_command_fails_in_one_line_on_a_broken_file(folder):
    rewrite(folder, "tcm/herbs.csv", "code,name_zh", "code,name_cn")
    with pytest.raises(CommandError, match="no column 'name_zh'"):
        call_command("load_reference", "--from", folder)

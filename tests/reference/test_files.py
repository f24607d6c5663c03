"""The files that ship: whole, consistent, readable in the languages they promise."""

import re
from decimal import Decimal

import pytest

from clinic.reference.sources import DATA, rows_of
from clinic.reference.tables import TABLES
from patients.models import ConsentText

ROWS = {table.label: {row.key: row.values for row in rows_of(table)} for table in TABLES}
PATH_OF_A_MACHINE = re.compile(r"(?<![\w:/.])/(?:work|tmp|home|root|usr|var|etc)/")
HAN, CYRILLIC = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u0400-\u04ff]")
WITHOUT_ENGLISH = {"herbs.HerbDrug"}
BY_CODE = [table for table in TABLES if any(field.startswith("name_") for field in table.columns)]


def test_no_file_names_a_machine_or_has_other_line_ends():
    for path in (path for path in DATA.rglob("*") if path.is_file()):
        text = path.read_bytes().decode("utf-8")
        assert not PATH_OF_A_MACHINE.search(text), path
        assert "\r" not in text and not text.startswith("\ufeff"), path  # noqa: PT018


@pytest.mark.parametrize("table", BY_CODE, ids=lambda table: table.label)
def test_every_name_stands_in_three_languages(table):
    for key, row in ROWS[table.label].items():
        assert HAN.search(row["name_zh_hans"]) or row["name_zh_hans"].isascii(), key
        assert CYRILLIC.search(row["name_ru"]), key
        assert row["name_en"], key


def test_phrases_stand_in_three_languages_with_pinyin():
    assert all(row["text_zh_hans"] and row["text_ru"] and row["text_en"] and row["pinyin"] for row in ROWS["interpreters.Phrase"].values())


@pytest.mark.parametrize("label", [table.label for table in TABLES if "source" in table.columns])
def test_every_row_says_where_it_comes_from(label):
    assert [key for key, row in ROWS[label].items() if not row["source"]] == []


def test_what_we_added_ourselves_says_who_must_approve_it():
    for label in ("herbs.Caution", "herbs.Medicine", "departments.Service"):
        assert all("approve" in row["doubt"] for row in ROWS[label].values()), label


def test_formulas_keep_within_the_pharmacopoeia():
    herbs = ROWS["herbs.Herb"]
    over = [key for key, item in ROWS["herbs.FormulaItem"].items() if Decimal(item["grams"]) > Decimal(herbs[item["herb"]]["max_g"] or 0)]
    assert over == []


def test_every_formula_has_herbs_and_a_sovereign():
    roles: dict[str, set[str]] = {}
    for item in ROWS["herbs.FormulaItem"].values():
        roles.setdefault(item["formula"], set()).add(item["role"])
    assert set(roles) == set(ROWS["herbs.Formula"])
    assert [formula for formula, has in roles.items() if "sovereign" not in has] == []


def test_no_formula_holds_an_incompatible_pair():
    herbs_of: dict[str, set[str]] = {}
    for item in ROWS["herbs.FormulaItem"].values():
        herbs_of.setdefault(item["formula"], set()).add(item["herb"])
    pairs = [{row["herb_a"], row["herb_b"]} for row in ROWS["herbs.Incompatibility"].values() if row["severity"] == "contraindicated"]
    assert [(formula, pair) for formula, herbs in herbs_of.items() for pair in pairs if pair <= herbs] == []


def test_every_class_of_medicines_is_one_the_interactions_know():
    known = {row["drug_class"] for row in ROWS["herbs.HerbDrug"].values()}
    assert {row["drug_class"] for row in ROWS["herbs.Medicine"].values()} == known


def test_bands_cover_their_scale_without_a_gap():
    for scale in ("NRS", "ODI", "NDI"):
        bands = [(int(row["lowest"]), int(row["highest"])) for row in ROWS["plans.ScaleBand"].values() if row["scale"] == scale]
        assert bands[0][0] == int(ROWS["plans.OutcomeScale"][scale]["range_min"])
        assert bands[-1][1] == int(ROWS["plans.OutcomeScale"][scale]["range_max"])
        assert [low for low, _high in bands[1:]] == [high + 1 for _low, high in bands[:-1]]


def test_every_service_says_how_long_an_interpreter_is_needed_and_who_says_so():
    services = ROWS["departments.Service"]
    assert {services["S_TUINA"]["interpreting"], services["S_TUINA"]["interpreting_min"]} == {"first", "10"}
    assert {code: services[code]["interpreting"] for code in ("S_CONS", "S_BONE", "S_CHECK", "S_TXGZ")} == {
        "S_CONS": "whole", "S_BONE": "whole", "S_CHECK": "whole", "S_TXGZ": "none",
    }  # fmt: skip
    assert all("our proposal" in row["interpreting_source"] for row in services.values())


def test_every_consent_says_the_same_line_by_line_in_three_languages():
    for key, row in ROWS["patients.ConsentText"].items():
        texts = [row[f"text_{language}"].splitlines() for language in ("zh_hans", "ru", "en")]
        assert len({len(lines) for lines in texts}) == 1, key
        assert all(line.strip() for lines in texts for line in lines), key
        assert HAN.search(row["title_zh_hans"]) and CYRILLIC.search(row["title_ru"]) and row["title_en"], key  # noqa: PT018


def test_every_consent_says_how_to_withdraw_and_that_registration_goes_on():
    rows = ROWS["patients.ConsentText"].values()
    assert {row["kind"] for row in rows} == set(ConsentText.Kind.values)
    assert all("撤回" in row["text_zh_hans"] and "Отозвать" in row["text_ru"] and "Withdrawal" in row["text_en"] for row in rows)
    assert all("lawyer" in row["doubt"] and row["source"] for row in rows)

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patients.names import SYSTEMS, romanise, tables
from patients.names.tables import latin_forms


@pytest.mark.parametrize(
    ("cyrillic", "system", "latin"),
    [
        ("Юлия", "icao", "IULIIA"),
        ("Юлия", "mvd_310", "YULIYA"),
        ("Юлия", "mvd_310_fr", "IOULIIA"),
        ("Екатерина", "bgn_pcgn", "YEKATERINA"),
        ("Царёв", "gost_r_52535", "TCAREV"),
        ("Подъячев", "icao", "PODIEIACHEV"),
        ("Ильич", "mvd_310", "ILICH"),
        ("Щукин-Цой", "icao", "SHCHUKIN-TSOI"),
        ("ФЁДОР", "bgn_pcgn", "FEDOR"),
        ("  Анна  Мария ", "icao", "ANNA MARIIA"),
        ("О'Нил", "icao", "ONIL"),
    ],
)
def test_each_order_spells_in_its_own_way(cyrillic, system, latin):
    assert romanise(cyrillic, system=system) == latin


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_listed_given_name_has_the_spelling_of_every_system(system):
    missing = [f.russian for f in latin_forms() if romanise(f.russian, system=system) not in f.spellings]
    assert missing == []


def test_the_letters_are_those_of_doc_9303():
    table = (Path(tables.__file__).parent / "icao_cyrillic.csv").read_text(encoding="utf-8")
    wrong = [r for r in csv.DictReader(table.splitlines()) if romanise(r["cyrillic"]) != r["icao_9303"]]
    assert wrong == []


@pytest.mark.parametrize("system", SYSTEMS)
@given(text=st.text(max_size=30))
def test_nothing_but_what_a_passport_prints(system, text):
    assert set(romanise(text, system=system)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ -")

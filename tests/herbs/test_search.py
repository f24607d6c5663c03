"""Herbs and formulas are found by whatever is typed."""
import csv

from clinic.herbs.models import Formula, Herb
from clinic.herbs.search_keys import fold, initials, keys_of
from clinic.reference.sources import DATA

NAMED = [
    row for file in ("tcm/herbs.csv", "tcm/formulas.csv") for row in csv.DictReader((DATA / file).read_text(encoding="utf-8").splitlines())
]


def test_pinyin_of_the_file_has_a_syllable_for_each_character():
    letters = {row["code"]: initials(row["pinyin"]) for row in NAMED}
    assert [row["code"] for row in NAMED if len(letters[row["code"]]) != len(row["name_zh"])] == []
    assert [code for code, said in letters.items() if not (said.isascii() and said.isalpha())] == []


def test_the_code_of_each_is_its_pinyin_without_tones():
    """Two sources of one sound: where they differ, a polyphonic character was read wrongly in one of them."""
    plain = {row["code"]: fold(row["pinyin"]).replace(" ", "_") for row in NAMED}
    assert [code for code, said in plain.items() if code.removeprefix("f_").replace("nv_", "nu_") != said] == []


def test_umlaut_is_found_as_u_and_as_v():
    keys = keys_of("nǚ zhēn zǐ", ["女贞子"])
    assert {"nuzhenzi", "nvzhenzi"} <= set(keys.split("|"))


MEANT = {
    "dg": "dang_gui", "danggui": "dang_gui", "dāng guī": "dang_gui", "DANG GUI": "dang_gui", "当归": "dang_gui", "дягиль": "dang_gui",
    "ЖЕНЬШЕНЬ": "ren_shen", "Ginseng Radix": "ren_shen", "nvzhenzi": "nv_zhen_zi", "gc": "gan_cao",
}  # fmt: skip
NONSENSE = ("", "   ", "%", "_", "|", "\x00", "🌿", "zzzz", "x" * 10_000, "';--")


def test_the_first_herb_found_is_the_one_meant(shipped):
    assert {typed: Herb.objects.search(typed)[0].code for typed in MEANT} == MEANT


def test_a_formula_is_found_by_its_initials(shipped):
    assert [formula.code for formula in Formula.objects.search("dhjst")] == ["f_du_huo_ji_sheng_tang"]


def test_nonsense_finds_nothing_and_breaks_nothing(shipped):
    assert [typed for typed in NONSENSE if Herb.objects.search(typed)] == []


def test_every_herb_is_found_by_its_chinese_name(shipped):
    assert [herb.code for herb in Herb.objects.all() if herb not in Herb.objects.search(herb.name_zh_hans)] == []


def test_every_key_of_every_herb_and_formula_is_among_its_keys():
    for row in NAMED:
        keys = keys_of(row["pinyin"], [row["name_zh"], row["name_ru"]]).split("|")
        assert {fold(row["pinyin"]), fold(row["pinyin"]).replace(" ", ""), row["name_zh"], fold(row["name_ru"])} <= set(keys)


def test_a_changed_name_is_found_at_once(shipped):
    herb = Herb.objects.get(code="dang_gui")
    herb.name_ru = "любисток китайский"
    herb.save(update_fields=["name_ru"])
    assert [found.code for found in Herb.objects.search("любисток китайский")] == ["dang_gui"]

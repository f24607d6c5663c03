"""Which file fills which table, and which column which field. Read by `sources`, written down as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Row = Mapping[str, str]
LANGUAGES = {"zh": "zh_hans", "ru": "ru", "en": "en"}


@dataclass(frozen=True)
class Table:
    """One model filled from one file. `columns` is field → column; `links` are fields that hold another row's code."""

    label: str
    file: str
    columns: Mapping[str, str]
    key: tuple[str, ...] = ("code",)
    links: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    only: Callable[[Row], bool] = lambda row: True
    join: tuple[str, str, str] | None = None  # another file, its key column, our column with the same value
    unordered: bool = False  # the parts of the key may stand in either order


def texts(name: str, languages: str, column: str = "") -> dict[str, str]:
    """Fields and columns of one translated text: texts("note", "zh ru") is note_zh_hans ← note_zh, note_ru ← note_ru."""
    stem = f"{column or name}_" if column != "-" else ""
    return {f"{name}_{LANGUAGES[lang]}": f"{stem}{lang}" for lang in languages.split()}


def same(names: str) -> dict[str, str]:
    """Fields that are called as their columns."""
    return {name: name for name in names.split()}


HERB = "herbs.Herb"
TOXICITY = {"小毒": "slight", "有毒": "toxic", "大毒": "high"}

TABLES: tuple[Table, ...] = (
    Table(
        "patients.Region", "identity/ru_regions.csv",
        {"code": "iso_3166_2", "time_zone": "timezone", **same("status note"), **texts("name", "zh ru en"), **texts("capital", "zh ru en")},
    ),
    Table(
        "patients.Crossing", "identity/crossings.csv",
        {"code": "id", **same("modes season near_heihe status confidence source note"), **texts("name", "zh ru en")},
        flags=frozenset({"near_heihe"}),
    ),
    Table(
        "patients.StayRule", "identity/stay_rules.json",
        {
            "code": "id",
            **same("country nationality document purposes max_days hours count_from valid_from valid_to"),
            **same("status confidence reviewed source note"), **texts("name", "zh ru en"),
        },
        join=("own/stay_rules.csv", "rule_code", "id"),
    ),
    Table(
        "patients.ConsentText", "own/consents.csv",
        {**same("kind version valid_from needed_for source doubt"), **texts("title", "zh ru en"), **texts("text", "zh ru en")},
        key=("kind", "version"),
    ),
    Table(
        "interpreters.Phrase", "tcm/phrasebook.csv",
        {**same("code category pinyin source"), **texts("text", "zh ru en", "-")},
    ),
    Table(
        "departments.Department", "tcm/services.csv", {**same("code source"), **texts("name", "zh ru en")},
        only=lambda row: row["kind"] == "department",
    ),
    Table(
        "departments.Service", "tcm/services.csv",
        {
            "department": "department_code",
            **same("code kind duration_min sex_sensitive interpreting interpreting_min interpreting_source source doubt"),
            **texts("name", "zh ru en"), **texts("contraindications", "zh ru en"),
            **texts("preparation", "zh ru en"), **texts("aftercare", "zh ru en"),
        },
        links={"department": "departments.Department"}, flags=frozenset({"sex_sensitive"}),
        only=lambda row: row["kind"] != "department", join=("own/services.csv", "service_code", "code"),
    ),
    Table(
        HERB, "tcm/herbs.csv",
        {
            "nature": "nature_en", "decoction": "decoction_code", "textbook_dose": "textbook_dose_g",
            **same("code pinyin name_latin botanical_source category_code flavour_zh channels_zh channel_codes min_g max_g"),
            **same("dose_basis toxicity pregnancy pregnancy_basis dispensing properties_check source"),
            **texts("name", "zh ru en"), **texts("category", "zh ru en"), **texts("decoction_note", "zh ru"), **texts("safety_note", "ru"),
        },
        words={"toxicity": TOXICITY},
    ),
    Table(
        "herbs.Formula", "tcm/formulas.csv",
        {
            "source_book_zh": "source_book", **same("code pinyin category_zh composition_check source"), **texts("name", "zh ru en"),
            **texts("actions", "zh ru en"), **texts("indications", "zh ru en"), **texts("note", "zh ru"),
        },
    ),
    Table(
        "herbs.FormulaItem", "tcm/formula_items.csv",
        {
            "formula": "formula_code", "position": "seq", "herb": "herb_code", "role": "role_en", "grams": "dose_g",
            "textbook_dose": "textbook_dose_g", "textbook_over_max": "textbook_over_chp_max", **same("processing_zh note"),
        },
        key=("formula", "herb"), links={"formula": "herbs.Formula", "herb": HERB}, flags=frozenset({"textbook_over_max"}),
    ),
    Table(
        "herbs.Incompatibility", "tcm/incompatibilities.csv",
        {
            "herb_a": "herb_a_code", "herb_b": "herb_b_code", **same("rule severity basis source"),
            **texts("message", "ru"), **texts("note", "zh ru"),
        },
        key=("herb_a", "herb_b"), links={"herb_a": HERB, "herb_b": HERB}, unordered=True,
    ),
    Table(
        "herbs.HerbDrug", "tcm/herb_drug.csv",
        {
            "herb": "herb_code", "formula": "formula_code", "drug_examples": "drug_examples_ru",
            **same("code scope drug_class drug_inn severity evidence verified source"),
            **texts("drug", "zh ru"), **texts("effect", "zh ru"), **texts("action", "ru"),
        },
        links={"herb": HERB, "formula": "herbs.Formula"},
    ),
    Table(
        "herbs.TravelRule", "tcm/travel_rules.csv",
        {
            "herb": "herb_code", **same("code taxon rule cites_appendix authority status source"),
            **texts("material", "zh ru en"), **texts("reason", "zh ru"), **texts("tell_patient", "zh ru"),
        },
        links={"herb": HERB},
    ),
    Table("herbs.Medicine", "own/medicines.csv", same("code inn drug_class names_ru source doubt")),
    Table(
        "herbs.Caution", "own/cautions.csv",
        {"herb": "herb_code", **same("code kind condition words below_age severity source doubt"), **texts("note", "zh ru en")},
        links={"herb": HERB},
    ),
    Table(
        "plans.Diagnosis", "tcm/diagnoses.csv",
        {
            "gb_code": "gbt15657_2021_code", "gb_term": "gbt15657_2021_term", "gb_temporary": "gb_temporary_term",
            "icd11_code": "icd11_tm1_code", "icd11_title": "icd11_tm1_title",
            **same("code pinyin icd11_mapping icd10_code icd10_title_ru icd10_title_check source"), **texts("name", "zh ru en"),
        },
        flags=frozenset({"gb_temporary"}),
    ),
    Table(
        "plans.Pattern", "tcm/patterns.csv",
        {
            "gb_number": "gbt16751_2_2021_no", "gb_term": "gbt16751_2_2021_term", "icd11_code": "icd11_tm1_code",
            "icd11_title": "icd11_tm1_title", **same("code pinyin icd11_mapping source"), **texts("name", "zh ru en"),
        },
    ),
    Table(
        "plans.Pulse", "tcm/pulses.csv",
        {
            "group": "class_zh", **same("code pinyin source"),
            **texts("name", "zh ru en"), **texts("feature", "zh ru"), **texts("meaning", "zh ru"),
        },
    ),
    Table(
        "plans.Tongue", "tcm/tongues.csv",
        {**same("code group pinyin source"), **texts("name", "zh ru en"), **texts("meaning", "zh ru")},
    ),
    Table(
        "plans.OutcomeScale", "tcm/outcome_scales.csv",
        {"code": "scale_code", **same("range_min range_max unit direction mcid mdc mcid_source licence_note"), **texts("name", "zh ru en")},
        only=lambda row: row["band_no"] in ("", "1"),
    ),
    Table(
        "plans.ScaleBand", "tcm/outcome_scales.csv",
        {
            "scale": "scale_code", "number": "band_no", "lowest": "band_min", "highest": "band_max", "source": "band_source",
            **texts("name", "zh ru en", "band"),
        },
        key=("scale", "number"), links={"scale": "plans.OutcomeScale"}, only=lambda row: bool(row["band_no"]),
    ),
)  # fmt: skip

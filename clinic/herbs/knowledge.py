"""From the tables to what the safety check knows. Read once per process, again as soon as the catalogue changes."""
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from clinic.herbs.facts import BorderRule, CautionFacts, HerbFacts, Interaction, Knowledge, Pair
from clinic.herbs.models import CatalogueVersion, Caution, FormulaItem, Herb, HerbDrug, Incompatibility, Medicine, TravelRule
from clinic.herbs.words import Phrase, phrases, words

SHARED_BY_TOO_MANY = 6  # herbs; a word that more of them share (root, fruit) names none of them
FIRST_CHINESE = "\u3400"
_ADJECTIVES = ("ая", "яя", "ое", "ее", "ые", "ие", "ыи", "ии", "ого", "его")  # folded endings of Russian ones

_BRACKETS = re.compile(r"\(([^)]*)\)")

_kept: dict[str, Knowledge] = {}


def current() -> Knowledge:
    """What the catalogue says now. One query when nothing changed, one more per table when something did."""
    version = CatalogueVersion.objects.filter(pk=1).values_list("token", flat=True).first() or ""
    known = _kept.get(version)
    if known is None:
        known = _read()
        _kept.clear()
        _kept[version] = known
    return known


def _read() -> Knowledge:
    herbs = list(Herb.objects.all())
    code_of = {herb.pk: herb.code for herb in herbs}
    return Knowledge(
        herbs=MappingProxyType(_herbs(herbs)),
        pairs=MappingProxyType(_pairs(code_of)),
        interactions=_by_herb(_interactions(code_of)),
        cautions=_by_herb(_cautions(code_of)),
        border=_by_herb(BorderRule(r.code, code_of[r.herb_id], r.rule, r.source) for r in TravelRule.objects.exclude(herb=None)),
    )


def _by_herb(rows: Iterable[Any]) -> Mapping[str, tuple[Any, ...]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.herb].append(row)
    return MappingProxyType({herb: tuple(many) for herb, many in grouped.items()})


def _herbs(herbs: list[Herb]) -> dict[str, HerbFacts]:
    said = {herb.code: _words_of(herb) for herb in herbs}
    shared = Counter(word for many in said.values() for word in many)
    return {
        herb.code: HerbFacts(
            code=herb.code, min_g=herb.min_g, max_g=herb.max_g, toxicity=herb.toxicity, pregnancy=herb.pregnancy,
            dispensing=herb.dispensing, category=herb.category_code, source=herb.source,
            names=frozenset((word,) for word in said[herb.code] if shared[word] <= SHARED_BY_TOO_MANY),
        )
        for herb in herbs
    }  # fmt: skip


def _words_of(herb: Any) -> frozenset[str]:
    """Words that can stand for a herb in an allergy: its names, the genus, no parts of plants, no adjectives."""
    russian = {word for word in words(_plant(herb.name_ru or "")) if not word.endswith(_ADJECTIVES)}
    genera = {species.split()[0] for species in herb.botanical_source.split(";") if species.split()}
    others = words(f"{herb.name_zh_hans or ''} {herb.name_latin} {herb.name_en or ''} {' '.join(genera)}")
    return frozenset(word for word in russian | others if len(word) > 2 or word[0] >= FIRST_CHINESE)


def _plant(name: str) -> str:
    """The plant of a Russian name with its other names in brackets, without the part that is used."""
    outside = _BRACKETS.sub("", name).split(",")[0]
    return " ".join((outside, *_BRACKETS.findall(name)))


def _pairs(code_of: Mapping[int, str]) -> dict[frozenset[str], Pair]:
    rows = Incompatibility.objects.all()
    pairs = (Pair(frozenset((code_of[r.herb_a_id], code_of[r.herb_b_id])), r.rule, r.severity, r.source) for r in rows)
    return {pair.herbs: pair for pair in pairs}


def _interactions(code_of: Mapping[int, str]) -> Iterable[Interaction]:
    rows: list[Any] = list(HerbDrug.objects.all())
    medicines = list(Medicine.objects.all())
    named: dict[str, set[Phrase]] = defaultdict(set)  # class → INNs its rows name
    composition: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        named[row.drug_class] |= phrases(row.drug_inn)
    for formula_id, herb_id in FormulaItem.objects.values_list("formula_id", "herb_id"):
        composition[formula_id].add(code_of[herb_id])
    for row in rows:
        yield Interaction(
            code=row.code, herb=code_of[row.herb_id], drug_class=row.drug_class, severity=row.severity, evidence=row.evidence,
            source=row.source, formula=frozenset(composition[row.formula_id] if row.formula_id else ()),
            names=_names_of(row, medicines, named[row.drug_class]),
        )  # fmt: skip


def _names_of(row: Any, medicines: list[Medicine], named: set[Phrase]) -> frozenset[Phrase]:
    """INNs, Russian and Chinese names of a row, of its medicines, and of medicines of its class that no row names."""
    inns = phrases(row.drug_inn)
    names = inns | phrases(f"{row.drug_ru};{row.drug_examples};{row.drug_zh_hans}")
    for medicine in medicines:
        its_inn = phrases(medicine.inn)
        if its_inn & inns or (medicine.drug_class == row.drug_class and not its_inn & named):
            names |= its_inn | phrases(medicine.names_ru)
    return names


def _cautions(code_of: Mapping[int, str]) -> Iterable[CautionFacts]:
    for row in Caution.objects.all():
        yield CautionFacts(
            code=row.code, herb=code_of[row.herb_id], condition=row.condition, names=phrases(row.words),
            below_age=row.below_age, severity=row.severity, source=row.source,
        )  # fmt: skip

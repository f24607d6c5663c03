"""From the tables to what the safety check knows. Read once per process, again as soon as the catalogue changes."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from clinic.herbs.facts import BorderRule, CautionFacts, HerbFacts, Interaction, Knowledge, Pair
from clinic.herbs.models import CatalogueVersion, Caution, FormulaItem, Herb, HerbDrug, Incompatibility, Medicine, TravelRule
from clinic.herbs.words import Phrase, phrases

SHARED_BY_TOO_MANY = 6  # herbs; a word that more of them share (radix, fructus) names none of them
# Parts, states and colours in the English and Latin names: an allergy to "white" things is no allergy to peony.
_GENERIC = (
    "aged and aril bark bean berry bitter black bone bud bulb bulbus chinese cocta concha cum dried et fermented field flower "
    "folium fresh fried fruit giant glossy grain green ground hairy herb hide hooks husk immature kernel large lateral leaf "
    "light lining main medicated natural nut of officinalis peel pericarpium pit powder praeparata praeparatum prepared "
    "processed ramulus raw red rhizome root seed shell siberian sinensis skin small smoked spike spine stem sweet synthetic "
    "tail tree tuber twig unprocessed velvet white wild with"
)
_NO_NAMES = phrases(_GENERIC.replace(" ", ";"))
FIRST_CHINESE = "\u3400"
_ADJECTIVES = ("ая", "яя", "ое", "ее", "ые", "ие", "ыи", "ии", "ого", "его")  # folded endings of Russian ones

_BRACKETS = re.compile(r"\(([^)]*)\)")

READ: tuple[Any, ...] = (Herb, Incompatibility, HerbDrug, Medicine, FormulaItem, Caution, TravelRule)
_kept: dict[str, Knowledge] = {}


def current() -> Knowledge:
    """What the catalogue says now. One query when nothing changed, one more per table when something did."""
    version = CatalogueVersion.objects.filter(pk=1).values_list("token", flat=True).first() or ""
    known = _kept.get(version)
    if known is None:
        known = assemble({model: list(model.objects.all()) for model in READ})
        _kept.clear()
        _kept[version] = known
    return known


def assemble(rows: Mapping[Any, Sequence[Any]]) -> Knowledge:
    """Rows of each model of `READ` → what the check knows. Asks no database."""
    code_of = {herb.pk: herb.code for herb in rows[Herb]}
    border = (BorderRule(row.code, code_of[row.herb_id], row.rule, row.source) for row in rows[TravelRule] if row.herb_id)
    return Knowledge(
        herbs=MappingProxyType(_herbs(rows[Herb])),
        pairs=MappingProxyType(_pairs(rows[Incompatibility], code_of)),
        interactions=_by_herb(_interactions(rows, code_of)),
        cautions=_by_herb(_cautions(rows[Caution], code_of)),
        border=_by_herb(border),
    )


def _by_herb(rows: Iterable[Any]) -> Mapping[str, tuple[Any, ...]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.herb].append(row)
    return MappingProxyType({herb: tuple(many) for herb, many in grouped.items()})


def _herbs(herbs: Sequence[Any]) -> dict[str, HerbFacts]:
    parts = frozenset(phrase for herb in herbs for phrase in _words(_part(herb)))
    chinese: frozenset[str] = frozenset(herb.name_zh_hans for herb in herbs if herb.name_zh_hans)
    said = {herb.code: (_names(herb) | _inside(herb.name_zh_hans or "", chinese)) - parts - _NO_NAMES for herb in herbs}
    shared = Counter(name for names in said.values() for name in names)
    return {
        herb.code: HerbFacts(
            code=herb.code, min_g=herb.min_g, max_g=herb.max_g, toxicity=herb.toxicity, pregnancy=herb.pregnancy,
            dispensing=herb.dispensing, category=herb.category_code, source=herb.source,
            names=frozenset(name for name in said[herb.code] if shared[name] <= SHARED_BY_TOO_MANY),
        )
        for herb in herbs
    }  # fmt: skip


def _inside(name: str, chinese: frozenset[str]) -> frozenset[Phrase]:
    """Names of other herbs inside this one: who cannot stand pinellia cannot stand it processed either."""
    return frozenset((other,) for other in chinese if other in name)


def _words(text: str) -> frozenset[Phrase]:
    """Each word by itself; one with hyphens is all of its parts together."""
    return phrases(text.replace(" ", ";"))


def _names(herb: Any) -> frozenset[Phrase]:
    """Words that can stand for a herb in an allergy: its names and the genus; no Russian adjectives."""
    russian = {name for name in _words(_plant(herb.name_ru or "")) if not name[-1].endswith(_ADJECTIVES)}
    genera = " ".join(species.split()[0] for species in herb.botanical_source.split(";") if species.split())
    others = _words(f"{herb.name_zh_hans or ''} {herb.name_latin} {herb.name_en or ''} {genera}")
    return frozenset(name for name in russian | others if len("".join(name)) > 2 or name[0] >= FIRST_CHINESE)


def _part(herb: Any) -> str:
    """What of the plant is used, as the Russian name says after the comma: roots, fruits; these words name no plant."""
    return " ".join(_BRACKETS.sub("", herb.name_ru or "").split(",")[1:2])


def _plant(name: str) -> str:
    """The plant of a Russian name with its other names in brackets, without the part that is used."""
    outside = _BRACKETS.sub("", name).split(",")[0]
    return " ".join((outside, *_BRACKETS.findall(name)))


def _pairs(rows: Sequence[Any], code_of: Mapping[int, str]) -> dict[frozenset[str], Pair]:
    pairs = (Pair(frozenset((code_of[r.herb_a_id], code_of[r.herb_b_id])), r.rule, r.severity, r.source) for r in rows)
    return {pair.herbs: pair for pair in pairs}


def _interactions(rows: Mapping[Any, Sequence[Any]], code_of: Mapping[int, str]) -> Iterator[Interaction]:
    medicines = [(m.drug_class, phrases(m.inn), phrases(m.names_ru)) for m in rows[Medicine]]
    named: dict[str, set[Phrase]] = defaultdict(set)  # class → INNs its rows name
    composition: dict[int, set[str]] = defaultdict(set)
    for row in rows[HerbDrug]:
        named[row.drug_class] |= phrases(row.drug_inn)
    for item in rows[FormulaItem]:
        composition[item.formula_id].add(code_of[item.herb_id])
    for row in rows[HerbDrug]:
        yield Interaction(
            code=row.code, herb=code_of[row.herb_id], drug_class=row.drug_class, severity=row.severity, evidence=row.evidence,
            source=row.source, formula=frozenset(composition[row.formula_id] if row.formula_id else ()),
            names=_names_of(row, medicines, named[row.drug_class]),
        )  # fmt: skip


def _names_of(row: Any, medicines: list[tuple[str, frozenset[Phrase], frozenset[Phrase]]], named: set[Phrase]) -> frozenset[Phrase]:
    """INNs, Russian and Chinese names of a row, of its medicines, and of medicines of its class that no row names."""
    inns = phrases(row.drug_inn)
    names = inns | phrases(f"{row.drug_ru};{row.drug_examples};{row.drug_zh_hans}")
    for drug_class, its_inn, its_names in medicines:
        if its_inn & inns or (drug_class == row.drug_class and not its_inn & named):
            names |= its_inn | its_names
    return names


def _cautions(rows: Sequence[Any], code_of: Mapping[int, str]) -> Iterator[CautionFacts]:
    for row in rows:
        yield CautionFacts(
            code=row.code, herb=code_of[row.herb_id], condition=row.condition, names=phrases(row.words),
            below_age=row.below_age, severity=row.severity, source=row.source,
        )  # fmt: skip

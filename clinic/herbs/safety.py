"""Is this formula safe for this patient? Every finding by code, most severe first; nothing is forgiven silently.

`Finding.detail` by code:
  dose_above, dose_below   grams against the end of the range, "12>10", "1<3"
  duplicate                how often and the sum, "2 times, 18"
  toxic, pregnancy         the level the book gives
  restricted               "restricted", "no" (kept in the catalogue only to be recognised), "no_oral_dose"
  allergy                  the allergy as the patient said it
  herb_drug, condition     the row's code and what the patient said, "HD001: Варфарин 5 мг"
  age                      the row's code, or "adult_range": the Pharmacopoeia's grams are for adults
  travel                   the row's code and rule, "TR020: forbidden"
  pairs                    empty: the two herbs say it
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from clinic.herbs.doses import Dose, ImpossibleDose, place, totals, written
from clinic.herbs.facts import HerbFacts, Interaction, Knowledge, Pair, PatientFacts
from clinic.herbs.words import Said

__all__ = ["CODES", "Dose", "Finding", "ImpossibleDose", "ImpossibleFacts", "Knowledge", "PatientFacts", "UnknownHerb", "check"]

SEVERITIES = ("block", "warn", "note")
CODES = (
    "eighteen_incompatibilities", "nineteen_fears", "restricted", "pregnancy", "allergy", "herb_drug", "condition", "age",
    "incompatible_review", "toxic", "dose_above", "dose_below", "duplicate", "travel",
)  # fmt: skip
ADULT_AGE = 18
OLDEST_AGE = 130
WITHOUT_EVIDENCE = "theoretical"
TOLERATED_MISSING = 1  # herbs a formula may lack and still be that formula
SMALL_FORMULA = 4  # herbs; such a formula must be complete


class UnknownHerb(ValueError):
    """A code the catalogue does not have: it cannot be called safe."""

    def __init__(self, code: object) -> None:
        super().__init__(f"{code!r} is no herb of the catalogue")
        self.code = code


class ImpossibleFacts(ValueError):
    """Something about the patient that cannot be: an age below zero, one string where a tuple belongs."""


@dataclass(frozen=True)
class Finding:
    """One thing to know about a formula; see the module for `detail`."""

    code: str
    severity: str
    herbs: tuple[str, ...]
    detail: str = ""
    source: str = ""


def check(doses: Iterable[Dose], patient: PatientFacts, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Findings, most severe first; the order of the doses changes nothing.

    Raises UnknownHerb, ImpossibleDose, ImpossibleFacts, all ValueError. An empty formula has no findings.
    """
    written_doses = tuple(doses)
    _refuse_nonsense(written_doses, patient, knowledge)
    grams = totals(written_doses)
    herbs = [knowledge.herbs[code] for code in sorted(grams)]
    found = {
        *_pairs(grams, knowledge),
        *_doses(herbs, grams),
        *_duplicates(written_doses, grams),
        *_herbs_themselves(herbs, patient),
        *_allergies(herbs, patient),
        *_medicines(herbs, patient, knowledge),
        *_conditions(herbs, patient, knowledge),
        *_ages(herbs, patient, knowledge),
        *_border(herbs, knowledge),
    }
    return tuple(sorted(found, key=_weight))


def _weight(finding: Finding) -> tuple[int, int, tuple[str, ...], str]:
    return SEVERITIES.index(finding.severity), CODES.index(finding.code), finding.herbs, finding.detail


def _refuse_nonsense(doses: tuple[Dose, ...], patient: PatientFacts, knowledge: Knowledge) -> None:
    for dose in doses:
        if not isinstance(dose.code, str) or dose.code not in knowledge.herbs:
            raise UnknownHerb(dose.code)
    age = patient.age
    if age is not None and (isinstance(age, bool) or not isinstance(age, int) or not 0 <= age <= OLDEST_AGE):
        raise ImpossibleFacts("age")
    if not isinstance(patient.pregnant, bool):
        raise ImpossibleFacts("pregnant")
    for name in ("allergies", "medicines", "conditions"):
        said = getattr(patient, name)
        if isinstance(said, str) or not all(isinstance(one, str) for one in said):
            raise ImpossibleFacts(name)


def _pairs(grams: Mapping[str, Decimal], knowledge: Knowledge) -> Iterator[Finding]:
    for two in combinations(sorted(grams), 2):
        pair = knowledge.pairs.get(frozenset(two))
        if pair:
            yield _of_pair(pair, two)


def _of_pair(pair: Pair, herbs: tuple[str, ...]) -> Finding:
    if pair.severity == "contraindicated":
        return Finding(pair.rule, "block", herbs, source=pair.source)
    return Finding("incompatible_review", "warn", herbs, source=pair.source)


def _doses(herbs: list[HerbFacts], grams: Mapping[str, Decimal]) -> Iterator[Finding]:
    for herb in herbs:
        given = grams[herb.code]
        where = place(given, lowest=herb.min_g, highest=herb.max_g)
        if where == "above" and herb.max_g is not None:
            yield Finding("dose_above", "warn", (herb.code,), f"{written(given)}>{written(herb.max_g)}", herb.source)
        if where == "below" and herb.min_g is not None:
            yield Finding("dose_below", "warn", (herb.code,), f"{written(given)}<{written(herb.min_g)}", herb.source)


def _duplicates(doses: tuple[Dose, ...], grams: Mapping[str, Decimal]) -> Iterator[Finding]:
    for code, total in grams.items():
        times = sum(dose.code == code for dose in doses)
        if times > 1:
            yield Finding("duplicate", "warn", (code,), f"{times} times, {written(total)}")


def _herbs_themselves(herbs: list[HerbFacts], patient: PatientFacts) -> Iterator[Finding]:
    for herb in herbs:
        alone = (herb.code,)
        if herb.dispensing == "no":
            yield Finding("restricted", "block", alone, "no", herb.source)
        elif herb.min_g is None and herb.max_g is None:
            yield Finding("restricted", "block", alone, "no_oral_dose", herb.source)
        elif herb.dispensing == "restricted":
            yield Finding("restricted", "warn", alone, "restricted", herb.source)
        if herb.toxicity != "none":
            yield Finding("toxic", "warn", alone, herb.toxicity, herb.source)
        if patient.pregnant and herb.pregnancy != "not_stated":
            severity = "block" if herb.pregnancy == "contraindicated" else "warn"
            yield Finding("pregnancy", severity, alone, herb.pregnancy, herb.source)


def _allergies(herbs: list[HerbFacts], patient: PatientFacts) -> Iterator[Finding]:
    for said in map(Said, patient.allergies):
        for herb in herbs:
            if said.code in (herb.code, herb.category) or said.names_any(herb.names):
                yield Finding("allergy", "block", (herb.code,), said.text)


def _medicines(herbs: list[HerbFacts], patient: PatientFacts, knowledge: Knowledge) -> Iterator[Finding]:
    codes = frozenset(herb.code for herb in herbs)
    for said in map(Said, patient.medicines):
        for code in codes:
            for row in knowledge.interactions.get(code, ()):
                if _is_formula(row.formula, codes) and (said.code == row.drug_class or said.names_any(row.names)):
                    yield Finding("herb_drug", _severity_of(row), (code,), f"{row.code}: {said.text}", row.source)


def _is_formula(formula: frozenset[str], herbs: frozenset[str]) -> bool:
    """A rule for one formula speaks when the formula is there, also when the doctor left out a herb of it."""
    missing = len(formula - herbs)
    return missing <= (TOLERATED_MISSING if len(formula) > SMALL_FORMULA else 0)


def _severity_of(row: Interaction) -> str:
    if row.severity == "contraindicated" or (row.severity == "major" and row.evidence != WITHOUT_EVIDENCE):
        return "block"
    return "note" if row.severity == "minor" else "warn"


def _conditions(herbs: list[HerbFacts], patient: PatientFacts, knowledge: Knowledge) -> Iterator[Finding]:
    for said in map(Said, patient.conditions):
        for herb in herbs:
            for row in knowledge.cautions.get(herb.code, ()):
                if row.condition and (said.code == row.condition or said.names_any(row.names)):
                    yield Finding("condition", row.severity, (herb.code,), f"{row.code}: {said.text}", row.source)


def _ages(herbs: list[HerbFacts], patient: PatientFacts, knowledge: Knowledge) -> Iterator[Finding]:
    if patient.age is None or not herbs:
        return
    if patient.age < ADULT_AGE:
        yield Finding("age", "warn", tuple(herb.code for herb in herbs), "adult_range")
    for herb in herbs:
        for row in knowledge.cautions.get(herb.code, ()):
            if row.below_age is not None and patient.age < row.below_age:
                yield Finding("age", row.severity, (herb.code,), row.code, row.source)


def _border(herbs: list[HerbFacts], knowledge: Knowledge) -> Iterator[Finding]:
    for herb in herbs:
        for row in knowledge.border.get(herb.code, ()):
            yield Finding("travel", "note", (herb.code,), f"{row.code}: {row.rule}", row.source)

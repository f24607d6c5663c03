"""Run the safety check on a formula, with everything the house knows of the patient at that moment."""
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from clinic.herbs import knowledge
from clinic.herbs.safety import Dose, Finding, PatientFacts, check
from clinic.plans.models import Prescription
from patients.models import Fact, Patient

OLDEST_AGE = 130
NAME_A_ROW_AND_WORDS = ("herb_drug", "condition")  # their detail is "HD001: what the patient said"


@dataclass(frozen=True)
class Checked:
    """What the check found and what it was told."""

    findings: tuple[Finding, ...]
    facts: tuple[Fact, ...]
    age: int | None

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Those that a reason can answer."""
        return tuple(finding for finding in self.findings if finding.severity == "warn")


def check_stored(prescription: Prescription, now: datetime) -> Checked:
    """The formula and the patient's facts as the database has them at this moment."""
    rows = prescription.items.values_list("herb__code", "grams")
    return check_doses([Dose(code, grams) for code, grams in rows], prescription.patient, now)


def check_doses(doses: Iterable[Dose], patient: Patient, now: datetime) -> Checked:
    """Doses as typed, not yet stored. Raises ValueError as `clinic.herbs.safety.check` does."""
    facts = tuple(patient.facts.filter(ended_at=None).order_by("pk"))
    age = age_on(patient, timezone.localdate(now))
    findings = check(doses, facts_for_check(facts, age=age, sex=patient.sex), knowledge.current())
    return Checked(findings=in_the_patients_words(findings, facts), facts=facts, age=age)


def facts_for_check(facts: Sequence[Fact], *, age: int | None, sex: str) -> PatientFacts:
    """Each fact in all the words it is written in: as said, in Chinese, by code."""
    return PatientFacts(
        age=age,
        sex=sex,
        pregnant=any(fact.kind == Fact.Kind.PREGNANCY for fact in facts),
        allergies=_words(facts, Fact.Kind.ALLERGY),
        medicines=_words(facts, Fact.Kind.MEDICINE),
        conditions=_words(facts, Fact.Kind.CONDITION),
    )


def in_the_patients_words(findings: Iterable[Finding], facts: Sequence[Fact]) -> tuple[Finding, ...]:
    """One finding for one fact, however many of its words matched; it quotes the patient and not our code."""
    said_by = {words: fact.text for fact in facts for words in _ways(fact)}
    return tuple(dict.fromkeys(_quoting(finding, said_by) for finding in findings))


def _quoting(finding: Finding, said_by: Mapping[str, str]) -> Finding:
    if finding.code == "allergy":
        return replace(finding, detail=said_by.get(finding.detail, finding.detail))
    row, colon, words = finding.detail.partition(": ")
    if finding.code in NAME_A_ROW_AND_WORDS and words in said_by:
        return replace(finding, detail=f"{row}{colon}{said_by[words]}")
    return finding


def age_on(patient: Patient, today: date) -> int | None:
    """Full years; of a birth date known in part the youngest age it allows; None when nothing sensible is known."""
    born = patient.birth_date or _latest_birth(patient.birth_date_partial)
    if born is None:
        return None
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return age if 0 <= age <= OLDEST_AGE else None


def _latest_birth(partial: str) -> date | None:
    year, _, month = partial.partition("-")
    if not year.isdecimal():
        return None
    return date(int(year), int(month) if month.isdecimal() and 1 <= int(month) <= 12 else 12, 28)


def _ways(fact: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for words in (fact.text, fact.text_zh, fact.code) if words))


def _words(facts: Sequence[Fact], kind: str) -> tuple[str, ...]:
    return tuple(words for fact in facts if fact.kind == kind for words in _ways(fact))

"""Who is under age on a day, and whose word counts instead. Pure: codes out, no words.

All dates are days in China. Full age is reached on the 18th birthday (Civil Code of China, art. 17); somebody born on
29 February reaches it on 1 March where the year has no such day.
"""

import re
from dataclasses import dataclass
from datetime import date

FULL_AGE = 18
OWN_DATA_FROM = 14  # below it, all data of a child are sensitive and a parent decides (PIPL art. 28 and 31)
NAME_LENGTH = 160
DETAIL_LENGTH = 120
PHONE = re.compile(r"\+[0-9]{7,15}")
PARENT = frozenset({"birth", "passport"})
# Which paper shows which relation.
PROOFS: dict[str, frozenset[str]] = {
    "mother": PARENT,
    "father": PARENT,
    "adopter": PARENT | {"adoption"},
    "guardian": frozenset({"guardianship"}),
    "accompanying": frozenset({"notary"}),
}


@dataclass(frozen=True)
class NewGuardian:
    """Who speaks for the patient. `seen`: the paper lies on the counter. `person_mrn`: when a patient here too."""

    name: str
    relation: str
    phone: str = ""
    proof: str = ""
    proof_detail: str = ""
    seen: bool = False
    person_mrn: str = ""


def age_on(birth_date: date, day: date) -> int:
    """Full years; negative before the birth."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def is_minor(birth_date: date | None, day: date, *, partial: str = "") -> bool:
    """Whether this person is certainly under age. `partial` is "2015" or "2015-03"; nothing known is no minor."""
    earliest = birth_date or _earliest(partial)
    return earliest is not None and age_on(earliest, day) < FULL_AGE


def has_grown(birth_date: date | None, *, since: date, today: date) -> bool:
    """Whether a birthday lies between the two days from which this person is asked in person: the 14th or the 18th."""
    if birth_date is None:
        return False
    return any(age_on(birth_date, since) < age <= age_on(birth_date, today) for age in (OWN_DATA_FROM, FULL_AGE))


def guardian_problems(new: NewGuardian) -> dict[str, str]:
    """Field → code of what cannot be; empty when it may be written down."""
    found = {}
    if not new.name.strip():
        found["name"] = "guardian_name_missing"
    elif len(new.name) > NAME_LENGTH or not new.name.isprintable():
        found["name"] = "guardian_name_form"
    if new.relation not in PROOFS:
        found["relation"] = "relation_missing"
    elif new.proof and new.proof not in PROOFS[new.relation]:
        found["proof"] = "proof_does_not_fit"
    if new.seen and not new.proof:
        found["proof"] = "proof_missing"
    if len(new.proof_detail) > DETAIL_LENGTH or not new.proof_detail.isprintable():
        found["proof_detail"] = "proof_detail_form"
    if new.phone and not PHONE.fullmatch(new.phone):
        found["phone"] = "phone_form"
    return found


def _earliest(partial: str) -> date | None:
    year, _dash, month = partial.partition("-")
    try:
        return date(int(year), int(month or 1), 1)
    except ValueError:
        return None

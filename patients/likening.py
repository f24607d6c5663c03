"""Is a passport that was just read this person's? The pure likeness, over a record and the values of a reading."""

from collections.abc import Mapping
from datetime import date

from patients.alike import identity_of
from patients.duplicates import Identity, likeness
from patients.models import Patient


def likeness_to(patient: Patient, read: Mapping[str, str | date | None]) -> str:
    """ "same", "maybe" or "different", by name, birth date and sex alone: the number of a new passport is always another."""
    latin = "surname_latin" in read
    script = "latin" if latin else "ru"
    parts = [read.get(f"surname_{script}"), read.get(f"given_{script}"), "" if latin else read.get("patronymic_ru")]
    born = read.get("birth_date")
    asked = Identity(
        name=" ".join(str(part) for part in parts if part),
        birth_date=born if isinstance(born, date) else None,
        sex=str(read.get("sex") or "") or None,
    )
    answers = [likeness(asked, identity_of(patient, latin=in_latin)).verdict for in_latin in (latin, not latin)]
    return next((verdict for verdict in ("same", "maybe") if verdict in answers), "different")

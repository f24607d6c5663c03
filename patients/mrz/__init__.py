"""What a passport reader typed → the fields of the machine readable zone (ICAO Doc 9303).

Nothing is corrected silently: every changed character is in `Reading.corrections`, every cleaning of the
text as a whole in `Reading.normalised`, and a field whose check digit fails is named in `Reading.problems`.
"""

from dataclasses import replace
from datetime import date

from patients.mrz.arranging import Arrangement, padded, resembles, structural_problem, whole
from patients.mrz.examining import examine
from patients.mrz.places import Place, places
from patients.mrz.reading import CLEANINGS, PROBLEMS, Correction, Document, Reading
from patients.mrz.typed import clean, eaten

__all__ = ["CLEANINGS", "PROBLEMS", "Correction", "Document", "Place", "Reading", "eaten", "looks_like", "places", "read"]

_MOST_PROBLEMS_REGROUPED = 2
"""Lines put together across the reader's own breaks are believed only when most check digits agree."""


def read(text: str, *, today: date) -> Reading:
    typed = clean(text)
    reading = _best(whole(typed), today=today) or _best(list(padded(typed)), today=today)
    if reading is None:
        return Reading(problems=(structural_problem(typed),), normalised=_ordered(typed.cleanings))
    return replace(reading, normalised=_ordered(typed.cleanings | set(reading.normalised)))


def looks_like(text: str) -> bool:
    """Is a reader typing a passport here, be it still incomplete?"""
    typed = clean(text)
    return bool(whole(typed)) or resembles(typed)


def _best(arrangements: list[Arrangement], *, today: date) -> Reading | None:
    """Of several orders of the lines the one with the fewest problems, then the fewest corrections."""
    readings = [replace(examine(a.layout, a.lines, today=today), normalised=tuple(a.cleanings)) for a in arrangements]
    believed = [r for a, r in zip(arrangements, readings, strict=True) if _believed(a, r)]
    return min(believed, key=lambda r: (len(r.problems), len(r.corrections)), default=None)


def _believed(arrangement: Arrangement, reading: Reading) -> bool:
    if arrangement.padded:
        return reading.valid and _starts_in_place(reading.document) and _tells_a_birth(reading.document)
    return not arrangement.regrouped or len(reading.problems) <= _MOST_PROBLEMS_REGROUPED


def _starts_in_place(document: Document) -> bool:
    """A short line may have lost a letter at its beginning instead of fillers at its end: then its state is another's.

    A visa names who issued it, and the stateless and some Britons carry papers of a state that is not their nationality.
    """
    nationality = document.nationality or ""
    visa = (document.format or "").startswith("MRV")
    return visa or document.issuing_state == nationality or nationality.startswith(("XX", "GB"))


def _tells_a_birth(document: Document) -> bool:
    """The check digits of a line that is nothing but fillers agree too."""
    return bool(document.birth_date or (document.birth_date_partial or "").strip("-0"))


def _ordered(cleanings: frozenset[str] | set[str]) -> tuple[str, ...]:
    return tuple(code for code in CLEANINGS if code in cleanings)

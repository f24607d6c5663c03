"""Words for what keeps a paper from being printed."""

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from clinic.reports.refusals import PrintRefused

REASONS: dict[str, Promise] = {
    "translations_missing": gettext_lazy("The paper is not printed: one of its two languages is missing here."),
    "characters_missing": gettext_lazy("The paper is not printed: no face of the printer has these characters."),
    "plan_not_signed": gettext_lazy("The plan is not signed yet. Only a signed plan is printed."),
    "visit_given_up": gettext_lazy("This visit was given up. A slip is printed for a visit that takes place."),
    "no_consent_texts": gettext_lazy("There are no consent texts in use. The administrator enters them in the back office."),
    "original_lost": gettext_lazy("The archive does not hold the first print of this paper. The words are kept: print a copy."),
}
SUBJECTS: dict[str, Promise] = {
    "patient": gettext_lazy("name of the patient"),
    "service": gettext_lazy("service"),
    "place": gettext_lazy("room"),
    "way": gettext_lazy("way to the room"),
    "practitioner": gettext_lazy("name of the practitioner"),
    "title": gettext_lazy("title of the practitioner"),
    "interpreter": gettext_lazy("name of the interpreter"),
    "complaint": gettext_lazy("complaint"),
    "diagnosis": gettext_lazy("diagnosis"),
    "icd10": gettext_lazy("ICD-10 code"),
    "pattern": pgettext_lazy("Chinese medicine", "pattern"),
    "goal": pgettext_lazy("treatment plan", "goal"),
    "allergies": gettext_lazy("allergy"),
    "medicines": gettext_lazy("medicine"),
    "courses": gettext_lazy("sessions"),
    "formulas": gettext_lazy("herbal formula"),
    "instructions": gettext_lazy("preparation and aftercare of a service"),
    "head": gettext_lazy("head of the paper"),
    "herbs": gettext_lazy("herb"),
    "sessions": gettext_lazy("session"),
    "usage": gettext_lazy("how to take"),
    "note": gettext_lazy("note"),
    "printed_by": gettext_lazy("name of who prints"),
    "consents": gettext_lazy("consent"),
    "lines": gettext_lazy("line"),
    "guardian": gettext_lazy("guardian"),
    "witness": gettext_lazy("name of the witness"),
    "units": gettext_lazy("name of the department"),
}
SIDES: dict[str, Promise] = {
    "zh": gettext_lazy("Chinese is missing"),
    "ru": gettext_lazy("Russian is missing"),
    "ru_surname": gettext_lazy("Russian is missing"),
}


@dataclass(frozen=True)
class Refusal:
    """A refusal in the reader's language: why, and every place where something must be filled in."""

    reason: str
    places: tuple[str, ...]


def words_for(refused: PrintRefused) -> Refusal:
    said = tuple(_place(path) for path in refused.details) if refused.code == "translations_missing" else refused.details
    return Refusal(reason=str(REASONS[refused.code]), places=tuple(dict.fromkeys(said)))


def _place(path: str) -> str:
    """formulas[0].herbs[3].name.ru → herbal formula 1, herb 4: Russian is missing"""
    parts = [re.fullmatch(r"(\w+?)(?:\[(\d+)\])?", part) for part in path.split(".")]
    named = [_numbered(SUBJECTS[part[1]], part[2]) for part in parts if part and part[1] in SUBJECTS]
    last = path.rpartition(".")[2]
    lacking = SIDES.get(last) or _("nothing is written")
    return f"{', '.join(named)}: {lacking}"


def _numbered(subject: Promise, index: str | None) -> str:
    return str(subject) if index is None else str(format_lazy("{} {}", subject, int(index) + 1))

"""The guide's sheet on A4: who of a group is where at what time, in both languages. A list for a day, not a document: it has no number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string

from clinic.accounts.models import User
from clinic.reports import dates, pdf
from clinic.reports.assemble import head_words
from clinic.reports.content import Bilingual, Clock, Head, PersonName, characters, missing_translations
from clinic.reports.phrases import phrase
from clinic.reports.refusals import PrintRefused
from clinic.reports.sides import interpreter_of, name_of, sides
from clinic.visits.models import Visit


@dataclass(frozen=True)
class LineWords:
    """One visit of one of them."""

    ticket: str
    patient: PersonName
    clock: Clock
    place: Bilingual
    service: Bilingual
    interpreter: Bilingual | None


@dataclass(frozen=True)
class GroupWords:
    """The whole sheet; the group's name stands as the desk wrote it."""

    head: Head
    group: str
    day: Bilingual
    printed_at: Bilingual
    lines: tuple[LineWords, ...]


def sheet_pdf(group: str, visits: Iterable[Visit], *, day: date, by: User | None, now: datetime) -> bytes:
    """The visits in their order; each needs patient, service, room and interpreter at hand. Raises PrintRefused."""
    words = GroupWords(head_words(None, by=by), group, dates.day(day), dates.moment(now), tuple(_line(visit) for visit in visits))
    if missing := tuple(path for path in missing_translations(words) if not path.startswith("head.")):  # type: ignore[arg-type]
        raise PrintRefused("translations_missing", missing)
    if absent := pdf.missing_characters("".join(characters(words))):  # type: ignore[arg-type]
        raise PrintRefused("characters_missing", tuple(f"U+{ord(each):04X}" for each in sorted(absent)))
    return pdf.render(render_to_string("print/group.html", {"words": words, "mark": "original"}), sheet=pdf.Sheet.A4)


def _line(visit: Visit) -> LineWords:
    room = phrase("room", room=visit.room.code) if visit.room else phrase("no_room")
    return LineWords(visit.ticket, name_of(visit.patient), dates.clock(visit.starts), room, sides(visit.service), interpreter_of(visit))

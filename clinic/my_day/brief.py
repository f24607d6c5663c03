"""A turn of her day in words, ready to be set: a template that asks for each word by itself takes twice as long."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, override, pgettext

from clinic.my_day.day import MyDay, Turn
from clinic.my_day.shown import Shown
from interpreters.models import Booking
from patients.models import Patient

SEXES = dict(Patient.Sex.choices)
NUMBER = "#"  # where the phone sets a number of its own


@dataclass(frozen=True, slots=True)
class Brief:
    """`turn` as it is, and what is said of it; empty words are not shown. Times are Heihe's."""

    turn: Turn
    starts: str
    ends: str
    expected: str
    planned: str
    begins: str
    finishes: str
    service: str
    practitioner: str
    floor: str
    behind: str
    title: str
    age: str
    sex: str
    session: str
    part: str


@dataclass(frozen=True, slots=True)
class Past:
    """A window that is over, in one line."""

    starts: str
    room: str
    service: str
    state: str
    surname: str


def briefs(mine: MyDay) -> list[Brief]:
    """Every turn before her, in the language that is switched on."""
    language = get_language() or ""
    return [_brief(turn, mine.day, language) for turn in mine.turns]


def past(mine: MyDay) -> list[Past]:
    language = get_language() or ""
    return [
        Past(_clock(booking.starts), visit.room or "", visit.service(language), visit.state, visit.surname) for visit, booking in mine.over
    ]


def page_words() -> dict[str, str]:
    """What the phone says by itself, without asking the house."""
    n, time = {"n": NUMBER}, {"time": NUMBER}
    return {
        "in": gettext("in %(n)s min") % n,
        "left": gettext("%(n)s min left") % n,
        "over": gettext("%(n)s min over") % n,
        "of": gettext("as of %(time)s") % time,
        "waits": gettext("waiting to be sent: %(n)s") % n,
        "late": gettext("late by %(n)s min more") % n,
    }


def _brief(turn: Turn, day: date, language: str) -> Brief:
    visit, booking = turn.visit, turn.booking
    return Brief(
        turn=turn,
        starts=_clock(booking.starts),
        ends=_clock(booking.ends),
        expected=_clock(turn.expected.start),
        planned=_moment(booking.starts),
        begins=_moment(turn.expected.start),
        finishes=_moment(turn.expected.end),
        service=visit.service(language),
        practitioner=visit.practitioner(language),
        floor=gettext("floor %(n)s") % {"n": visit.floor} if visit.floor is not None else "",
        behind=gettext("%(n)s min late") % {"n": turn.behind} if turn.behind else "",
        title=_title(turn.address.title) if turn.address.title else "",
        age=_age(visit, day),
        sex=str(SEXES.get(visit.sex, "")),
        session=_session(visit),
        part=_part(turn, booking),
    )


def _age(visit: Shown, day: date) -> str:
    born = visit.birth_date
    if born is None:
        return ""
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}


def _session(visit: Shown) -> str:
    if not visit.session_number:
        return ""
    if not visit.sessions:
        return gettext("session %(n)s") % {"n": visit.session_number}
    return gettext("session %(n)s of %(m)s") % {"n": visit.session_number, "m": visit.sessions}


def _part(turn: Turn, booking: Booking) -> str:
    if turn.closing:
        return pgettext("of a treatment, interpreted", "the last minutes")
    return pgettext("of a treatment, interpreted", "the first minutes") if booking.ends < turn.visit.ends else ""


def _title(code: str) -> str:
    """In Russian, because it is said aloud to a Russian."""
    with override("ru"):
        if code == "woman":
            return pgettext("before the surname of a Russian patient", "Mrs")
        return pgettext("before the surname of a Russian patient", "Mr")


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment, timezone.get_default_timezone()):%H:%M}"


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment, timezone.get_default_timezone()).isoformat()

"""Refusals in words: what stands in the way, and where it ends."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from clinic.visits.refusals import AfterLastDay, DayClosed, NobodySpeaks, NotYet, Refusal, Taken
from interpreters.booking import BookingRefused, InterpreterNotFree
from interpreters.matching import Reason
from interpreters.wording import sentence

SAID_IN_FAVOUR = ("both_windows", "same_as_before", "minutes_today", "minutes_week", "rested")
PLAIN = {
    "visit_in_past": lambda: _("This time is over."),
    "visit_too_far_ahead": lambda: _("Visits are booked at most 400 days ahead."),
    "service_not_offered": lambda: _("This practitioner does not give this treatment."),
    "practitioner_away": lambda: _("The practitioner does not work at that time."),
    "minutes_do_not_fit": lambda: _("So many minutes of interpreting do not fit this visit."),
    "window_over": lambda: _("The interpreter has finished already: these minutes are spoken."),
    "state_moved": lambda: _("Another desk was quicker: the visit has changed. Please look again."),
    "visit_moved": lambda: _("Another desk was quicker: the visit stands elsewhere now. Please look again."),
    "step_not_allowed": lambda: _("The visit cannot be changed that way."),
    "interpreter_unknown": lambda: _("This interpreter is not known."),
    "interpreter_away": lambda: _("The interpreter is not in the house at that time."),
    "interpreter_lacks_skill": lambda: _("The interpreter does not interpret in this department. The visit’s page allows it nevertheless."),
    "interpreter_other_sex": lambda: _("Another sex was asked for. The visit’s page allows it nevertheless."),
    "off_shift": lambda: _("The interpreter does not work at that time."),
    "window_invalid": lambda: _("The interpreting time makes no sense."),
    "booking_gone": lambda: _("The interpreter was given back meanwhile. Please look again."),
}


def in_words(refusal: Refusal | BookingRefused) -> str:
    """One sentence in the reader's language; names a room, a visit number and a time, never a patient."""
    if isinstance(refusal, (AfterLastDay, DayClosed, NotYet)):
        return _dated(refusal)
    if isinstance(refusal, Taken):
        return _taken(refusal)
    if isinstance(refusal, NobodySpeaks):
        return _nobody(refusal)
    if isinstance(refusal, InterpreterNotFree) and refusal.until:
        return _interpreter(refusal)
    return PLAIN.get(refusal.code, lambda: _("This could not be done."))()


def in_favour_in_words(reasons: tuple[Reason, ...]) -> str:
    """Why this interpreter is proposed, in the order in which it was weighed."""
    return " · ".join(sentence(reason) for reason in reasons if reason.code in SAID_IN_FAVOUR)


def against_in_words(reason: Reason, ticket: str, *, alone: bool = True) -> str:
    """Why she cannot come; with the number of the visit she is with, where it is known.

    Not `alone`: another reason follows and tells when she is free.
    """
    if not (ticket and reason.code == "overlaps_booking"):
        return sentence(reason)
    facts = {"ticket": ticket, "room": reason.place, "until": _clock(reason.until), "free": _clock(reason.next_free)}
    if reason.next_free:
        return _("with %(ticket)s in room %(room)s until %(until)s, next free %(free)s") % facts
    if alone:
        return _("with %(ticket)s in room %(room)s until %(until)s, no other time that day") % facts
    return _("with %(ticket)s in room %(room)s until %(until)s") % facts


def _dated(refusal: AfterLastDay | DayClosed | NotYet) -> str:
    if isinstance(refusal, AfterLastDay):
        return _("The stay ends on %(day)s. A visit after it needs a reason.") % {"day": date_format(refusal.last_day)}
    if isinstance(refusal, DayClosed):
        return _("Nobody can come on %(day)s: the day is closed.") % {"day": date_format(refusal.day)}
    return _("This can be said from the day of the visit on: %(day)s.") % {"day": date_format(refusal.day)}


def _nobody(refusal: NobodySpeaks) -> str:
    if refusal.next_free:
        return _("No interpreter is free at that time any more — the next one from %(free)s.") % {"free": _clock(refusal.next_free)}
    return _("No interpreter is free at that time any more, nor later that day.")


def _taken(refusal: Taken) -> str:
    facts = {"ticket": refusal.ticket, "room": refusal.room, "until": _clock(refusal.until)}
    if refusal.code == "patient_taken":
        return _("The patient has visit %(ticket)s in room %(room)s until %(until)s.") % facts
    return _("The practitioner has visit %(ticket)s in room %(room)s until %(until)s.") % facts


def _interpreter(refusal: InterpreterNotFree) -> str:
    facts = {"room": refusal.place, "until": _clock(refusal.until), "free": _clock(refusal.next_free)}
    if refusal.code == "interpreter_taken" and refusal.next_free:
        return _("The interpreter is in room %(room)s until %(until)s — next free %(free)s.") % facts
    if refusal.code == "interpreter_taken":
        return _("The interpreter is in room %(room)s until %(until)s and has no other time that day.") % facts
    if refusal.next_free:
        return _("The interpreter is not there at that time — next free %(free)s.") % facts
    return _("The interpreter is not there at that time.")


def _clock(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""

"""Who speaks: interpreters, what they know, when they work, and who has them. A booking knows no visit."""

from interpreters.models.bookings import LONGEST_BOOKING_HOURS, LONGEST_ROOM_CODE, Booking
from interpreters.models.calendars import CalendarAddress
from interpreters.models.calls import HelpCall
from interpreters.models.people import Interpreter, Skill
from interpreters.models.phrases import Phrase
from interpreters.models.shifts import Absence, Shift, ShiftException
from interpreters.models.travel import LONGEST_WAY, TravelTime

__all__ = [
    "LONGEST_BOOKING_HOURS",
    "LONGEST_ROOM_CODE",
    "LONGEST_WAY",
    "Absence",
    "Booking",
    "CalendarAddress",
    "HelpCall",
    "Interpreter",
    "Phrase",
    "Shift",
    "ShiftException",
    "Skill",
    "TravelTime",
]

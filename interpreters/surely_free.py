"""Whether an interpreter is free beyond doubt: one statement for the moment her row is locked.

It answers the common case: a plain weekly pattern, no other room near in time, somebody who interprets there. Whatever needs
thought (an exception of the pattern, a walk from another room) answers no here and is judged by `roster.nearby`.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from interpreters.availability import Interval, Place
from interpreters.matching import ANY_SKILL
from interpreters.models import LONGEST_BOOKING_HOURS, LONGEST_WAY

NOTHING_AGAINST = """
SELECT EXISTS (
    SELECT 1 FROM interpreters_shift WHERE interpreter_id = %(who)s AND weekday = %(weekday)s AND valid_from <= %(day)s
    AND (valid_to IS NULL OR valid_to >= %(day)s) AND starts <= %(from)s AND ends >= %(until)s
)
AND NOT EXISTS (
    SELECT 1 FROM interpreters_shift WHERE interpreter_id = %(who)s AND weekday = %(weekday)s AND valid_from <= %(day)s
    AND (valid_to IS NULL OR valid_to >= %(day)s) AND break_starts < %(until)s AND break_ends > %(from)s
)
AND NOT EXISTS (SELECT 1 FROM interpreters_shiftexception WHERE interpreter_id = %(who)s AND day = %(day)s)
AND NOT EXISTS (SELECT 1 FROM interpreters_absence WHERE interpreter_id = %(who)s AND starts < %(ends)s AND ends > %(starts)s)
AND NOT EXISTS (
    SELECT 1 FROM interpreters_booking WHERE interpreter_id = %(who)s AND released_at IS NULL
    AND starts >= %(earliest)s AND starts < %(after)s AND ends > %(before)s
    AND (place <> %(place)s OR (starts < %(ends)s AND ends > %(starts)s))
)
"""
AND_ABLE = "AND EXISTS (SELECT 1 FROM interpreters_skill WHERE interpreter_id = %(who)s AND code IN ({codes}))"


def surely_free(interpreter_id: int, window: Interval, place: Place, skills: Collection[str] = ()) -> bool:
    """True: nothing stands in the way of this window, and she has one of the skills. False: look closely.

    An interpreter who left is not asked for here, nor her sex: whoever has locked her row knows both.
    """
    around = window.widened(LONGEST_WAY)
    heihe = timezone.get_default_timezone()
    here, until = timezone.localtime(window.start, heihe), timezone.localtime(window.end, heihe)
    if here.date() != until.date():
        return False
    write = connection.ops
    given: dict[str, Any] = {"who": interpreter_id, "weekday": here.weekday(), "place": place.code}
    given["day"] = write.adapt_datefield_value(here.date())
    given |= {"from": write.adapt_timefield_value(here.time()), "until": write.adapt_timefield_value(until.time())}
    moments: dict[str, datetime] = {"starts": window.start, "ends": window.end, "before": around.start, "after": around.end}
    moments["earliest"] = around.start - timedelta(hours=LONGEST_BOOKING_HOURS)
    asked = {f"skill{number}": code for number, code in enumerate((*sorted(skills), ANY_SKILL))} if skills else {}
    able = AND_ABLE.format(codes=", ".join(f"%({name})s" for name in asked)) if asked else ""
    given |= asked
    with connection.cursor() as cursor:
        cursor.execute(NOTHING_AGAINST + able, given | {name: write.adapt_datetimefield_value(moment) for name, moment in moments.items()})
        return bool(cursor.fetchone()[0])

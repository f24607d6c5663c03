"""Which visits still lack a reminder, and what one needs to be worded; a read, always bounded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from clinic.reminders.due import HEIHE, zone_of
from clinic.reminders.models import Reminder
from clinic.visits.models import Visit
from patients import consents
from patients.models import ConsentText, Stay

HORIZON = timedelta(hours=36)  # six in the evening before the latest visit of a day is thirty hours away
MAIL, PHONE = ConsentText.Kind.REMINDERS_EMAIL, ConsentText.Kind.REMINDERS_PHONE
UNRULED_STAY = timedelta(days=180)  # a stay without a verified last day counts as open that long


@dataclass(frozen=True)
class Unreminded:
    """A coming visit whose patient has not been promised a message; `zone` is the patient's clock."""

    visit_id: int
    patient_id: int
    starts: datetime
    language: str
    zone: ZoneInfo


def unreminded(now: datetime, *, limit: int) -> Iterable[Unreminded]:
    """Two days' booked visits without a reminder about this very start, of patients who agreed to e-mail; one query."""
    rows = _coming(now).exclude(patient__email="").filter(mail_agreed=True).order_by("starts", "pk")
    columns = ("pk", "patient_id", "starts", "patient__language", "patient__time_zone", "patient__region__time_zone", "in_china")
    for row in rows.values_list(*columns)[:limit]:
        visit_id, patient_id, starts, language, own, home, in_china = row
        yield Unreminded(visit_id, patient_id, starts, language, zone=zone_of(own or home, stay_open=in_china))


def to_telephone(now: datetime) -> QuerySet[Visit]:
    """Coming visits of patients who cannot be written to, but for those who said no; `mail_agreed` None: nobody has asked."""
    by_phone = _coming(now).annotate(phone_agreed=consents.agreed(PHONE, OuterRef("patient")))
    unwritten = by_phone.filter(Q(patient__email="") | Q(mail_agreed=False) | Q(mail_agreed__isnull=True))
    may_be_called = Q(phone_agreed=True) | Q(Q(mail_agreed=True) | Q(mail_agreed__isnull=True), phone_agreed__isnull=True)
    return unwritten.filter(may_be_called).select_related("patient", "room").order_by("starts", "pk")


def zone_now(patient_id: int, *, home: str | None, now: datetime) -> ZoneInfo:
    """Whose clock rules for this patient at this moment; one query."""
    return zone_of(home, stay_open=_open_stays(now).filter(patient_id=patient_id).exists())


def _coming(now: datetime) -> QuerySet[Any]:
    """With `in_china` and `mail_agreed`; without those booked on their own day, who stood at the desk when they were told."""
    promised = Reminder.objects.filter(visit=OuterRef("pk"), kind=Reminder.Kind.VISIT_TOMORROW, about=OuterRef("starts"))
    days = (now.astimezone(HEIHE).date(), (now + HORIZON).astimezone(HEIHE).date())
    booked = Visit.objects.filter(state=Visit.State.BOOKED, day__range=days, starts__gt=now, starts__lte=now + HORIZON)
    in_china = _open_stays(now).filter(patient=OuterRef("patient"))
    lacking = booked.exclude(booked_at__date__gte=F("day")).exclude(Exists(promised))
    return lacking.annotate(in_china=Exists(in_china), mail_agreed=consents.agreed(MAIL, OuterRef("patient")))


def _open_stays(now: datetime) -> QuerySet[Stay]:
    today = now.astimezone(HEIHE).date()
    open_ended = Q(last_day__isnull=True, entry_date__gte=today - UNRULED_STAY)
    still_here = Q(left_on__isnull=True) | Q(left_on__gt=today)
    return Stay.objects.filter(Q(last_day__gte=today) | open_ended, still_here, entry_date__lte=today)

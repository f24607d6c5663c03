"""Reminders sent and failed, and a few papers, so that the desk and the patient's page have something to show."""

from datetime import datetime, timedelta
from random import Random

from django.db.models import OuterRef
from django.utils import timezone

from clinic.accounts.models import User
from clinic.demo.house import House
from clinic.reminders.due import HEIHE, visit_tomorrow
from clinic.reminders.models import Reminder
from clinic.reports import printing
from clinic.visits.models import Visit
from patients import consents

FAILED_TODAY = 2
SLIPS, PLANS = 6, 2


def write(random: Random, *, now: datetime, house: House) -> None:
    """A reminder of the evening before for each visit of today and of the last week whose patient agreed to e-mail."""
    today = timezone.localdate(now)
    visits = Visit.objects.filter(day__gt=today - timedelta(days=7), day__lte=today).exclude(patient__email="").select_related("patient")
    agreed = visits.annotate(agreed=consents.agreed("reminders_email", OuterRef("patient"))).filter(agreed=True)
    rows = [_sent(visit) for visit in agreed.exclude(state=Visit.State.CANCELLED).order_by("starts")]
    upcoming = [row for row in rows if row.about > now]
    for row in random.sample(upcoming, min(FAILED_TODAY, len(upcoming))):
        row.state, row.sent_at, row.attempts, row.error = Reminder.State.FAILED, None, 5, "refused_550"
    Reminder.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2000)
    _print(now=now, house=house)


def _print(*, now: datetime, house: House) -> None:
    """The slips of today's latest arrivals, and the plans of a few of them, printed as the desk prints them."""
    clerk = User.objects.get(pk=house.desk)
    came = Visit.objects.filter(day=timezone.localdate(now), state__in=("arrived", "in_treatment", "done")).order_by("-starts")
    for visit in came[:SLIPS]:
        printing.print_slip(visit, by=clerk, now=now)
    for visit in came.filter(plan__isnull=False)[:PLANS]:
        if visit.plan:
            printing.print_plan(visit.plan, by=clerk, now=now)


def _sent(visit: Visit) -> Reminder:
    due = visit_tomorrow(visit.starts, zone=HEIHE, now=visit.starts - timedelta(days=2)).due_from
    return Reminder(
        kind=Reminder.Kind.VISIT_TOMORROW,
        patient=visit.patient,
        visit=visit,
        channel=Reminder.Channel.EMAIL,
        about=visit.starts,
        language=visit.patient.language,
        due_from=due,
        expires_at=visit.starts,
        state=Reminder.State.SENT,
        attempts=1,
        next_try_at=due,
        sent_at=due + timedelta(minutes=1),
        planned_at=due,
    )

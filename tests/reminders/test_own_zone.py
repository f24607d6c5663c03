"""A zone that was written down for a patient goes before that of her home region."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from clinic.reminders.waiting import unreminded
from patients.models import Region
from tests.make import NOW, make_consent, make_patient, make_stay, make_visit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("own", "left", "zone"),
    [
        ("", date(2026, 11, 20), "Europe/Moscow"),
        ("Asia/Kamchatka", date(2026, 11, 20), "Asia/Kamchatka"),
        ("Asia/Kamchatka", None, "Asia/Shanghai"),
    ],
)
def test_the_clock_is_her_own_zone_then_the_region_and_heihe_while_she_is_here(own, left, zone):
    home = Region.objects.create(code="X", name="X", time_zone="Europe/Moscow")
    patient = make_patient(region=home, time_zone=own, email="e@mail.example")
    make_consent(patient, kind="reminders_email")
    make_stay(patient, left_on=left)
    make_visit(patient=patient, starts=NOW + timedelta(days=1), booked_at=NOW - timedelta(days=3))
    assert [one.zone for one in unreminded(NOW, limit=9)] == [ZoneInfo(zone)]

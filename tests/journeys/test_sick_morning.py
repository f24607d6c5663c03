"""07:40: somebody calls in ill. Two taps, the rest of the day planned with the fewest changes, and whoever is concerned sees it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from clinic.visits import scheduling
from clinic.visits.models import Visit
from interpreters.models import Booking, Interpreter
from tests.journeys.browser import PHONE
from tests.make import heihe, make_patient, make_practitioner, make_service, make_visit

EARLY = heihe(7, 40)


@pytest.fixture(autouse=True)
def early():
    with time_machine.travel(EARLY, tick=True):
        yield


@pytest.fixture
def morning(house):
    """Only three people and two visits at two o'clock: Zhao's and Sun's; Wang Li is free."""
    Visit.objects.update(state="cancelled", booking=None, closing_booking=None)
    Booking.objects.update(released_at=timezone.now())
    wang, sun = (Interpreter.objects.get(user__username=name) for name in ("wangli", "sunjiaqi"))
    zhao = Interpreter.objects.exclude(pk__in=(wang.pk, sun.pk)).filter(active=True).first()
    Interpreter.objects.exclude(pk__in=(wang.pk, sun.pk, zhao.pk)).update(active=False)
    for one in (wang, sun, zhao):
        one.skills.get_or_create(code="*", defaults={"level": 2})
    return {"wang": wang, "sun": sun, "zhao": zhao, "visits": [_visit(zhao, "T-1"), _visit(sun, "T-2")]}


def _visit(holder: Interpreter, ticket: str) -> Visit:
    visit = make_visit(
        ticket=ticket,
        starts=heihe(14),
        service=make_service(),
        practitioner=make_practitioner(),
        patient=make_patient(mrn=f"T26-0000{ticket[-1]}"),
    )
    return scheduling.assign(visit.pk, holder.pk, by_id=None, now=EARLY - timedelta(days=3))


def holders() -> dict[str, int | None]:
    found = Visit.objects.filter(ticket__startswith="T-").select_related("booking")
    return {visit.ticket: visit.booking.interpreter_id if visit.booking else None for visit in found}


def test_ill_at_twenty_to_eight_is_two_taps_one_change_and_seen_by_whom_it_concerns(enter, morning):
    desk, phone, other = enter("liufang"), enter("wangli", viewport=PHONE), enter("sunjiaqi")
    other.clock.install()
    other.goto("/desk/interpreters/")
    desk.goto("/desk/")
    desk.locator("a[href='/interpreters/absent/']").click()
    desk.locator(f"#day-{morning['zhao'].pk}").click()
    desk.locator("#accept").wait_for()
    assert desk.locator(".changes tbody tr td.hands").count() == 1
    desk.locator("#accept").click()
    desk.locator("#accept").wait_for(state="detached")
    assert holders() == {"T-1": morning["wang"].pk, "T-2": morning["sun"].pk}
    phone.goto("/my-day/")
    assert "T-1" in phone.locator("#news").inner_text()
    phone.locator("#news-seen").click()
    phone.locator("#news").wait_for(state="detached")
    lane = other.locator(f".lane[data-interpreter='{morning['wang'].pk}']")
    other.clock.fast_forward(10_000)
    lane.get_by_text("302").first.wait_for()

"""What an interpreter holds in her hand, and what somebody without an account gets to see."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.visits.models import Visit
from interpreters.models import Booking, Interpreter
from tests.journeys.browser import PHONE
from tests.make import make_patient, make_visit

HOUSE = (
    "/desk/",
    "/my-day/",
    "/patients/register/",
    "/plans/",
    "/plans/pharmacy/",
    "/year/",
    "/reminders/",
    "/admin/",
    "/chart/T26-00001/",
)


def visit_of(username: str, surname: str) -> Visit:
    Visit.objects.filter(booking__interpreter__user__username=username).update(booking=None)
    now = timezone.now()
    given = {"starts": now, "ends": now + timedelta(minutes=10), "place": "302", "booked_at": now}
    Booking.objects.filter(interpreter__user__username=username).update(released_at=now)
    booking = Booking.objects.create(interpreter=Interpreter.objects.get(user__username=username), **given)
    return make_visit(
        ticket=f"T-{booking.pk}",
        starts=now,
        ends=given["ends"],
        window_ends=given["ends"],
        state="arrived",
        booking=booking,
        patient=make_patient(mrn=f"T26-{booking.pk:05d}", surname_ru=surname),
    )


def test_an_interpreter_sees_her_own_patient_only_and_says_started_and_finished(enter):
    page = enter("wangli", viewport=PHONE)
    hers, other = visit_of("wangli", "Щедрина"), visit_of("sunjiaqi", "Юдина")
    page.goto("/my-day/")
    words = page.locator("main").inner_text()
    assert ("Щедрина" in words, "Юдина" in words) == (True, False)
    page.locator("#started:enabled").click()
    page.locator("#finished:enabled").click()
    page.locator("#over").wait_for()
    hers.refresh_from_db()
    assert (hers.state, page.request.get(f"/chart/{other.patient.mrn}/").status) == ("done", 403)


@pytest.mark.django_db(transaction=True)
def test_a_stranger_sees_the_sign_in_page_and_nothing_else(browser, live_server):
    context = browser.new_context(base_url=live_server.url, viewport=PHONE, locale="ru-RU")
    page = context.new_page()
    seen = set()
    for address in HOUSE:
        page.goto(address)
        seen.add(page.locator("#id_username").is_visible() and page.locator("nav.tabs a, .name").count() == 0)
    context.close()
    assert seen == {True}

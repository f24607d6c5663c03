"""The desk as it is worked at: one tap, undo, the neighbour's change, no mouse, a phone."""

import pytest
from django.utils import timezone

from clinic.visits.models import Visit
from clinic.visits.progress import change_state
from tests.journeys.browser import PHONE
from tests.make import make_patient, make_visit

PAGES = ("/desk/", "/desk/interpreters/", "/patients/register/", "/components/")


def visit_now(**changes) -> Visit:
    return make_visit(starts=timezone.now(), ticket="T-1", patient=make_patient(mrn="T26-00001"), **changes)


def test_a_step_is_taken_and_undone_without_leaving_the_page(enter):
    page = enter("liufang")
    visit = visit_now(state="in_treatment")
    page.goto("/desk/")
    step = page.locator(f"#step-{visit.pk}")
    step.click()
    page.locator(f"#step-{visit.pk}[value=in_treatment]").wait_for()
    assert Visit.objects.get(pk=visit.pk).state == "done"
    step.click()
    page.locator(f"#step-{visit.pk}[value=done]").wait_for()
    assert Visit.objects.get(pk=visit.pk).state == "in_treatment"


def test_a_change_at_another_desk_appears_and_takes_neither_cursor_nor_letters(enter):
    page = enter("liufang")
    visit = visit_now()
    page.clock.install()  # the browser's own clock, which can be put forward
    page.goto("/desk/")
    page.keyboard.press("/")
    page.keyboard.type("Kov")
    change_state(visit.pk, "arrived", seen="booked", by_id=None, now=timezone.now())
    page.clock.fast_forward(10_000)
    page.locator(f"#step-{visit.pk}[value=in_treatment]").wait_for()
    assert (page.evaluate("document.activeElement.id"), page.input_value("#box")) == ("box", "Kov")


def test_a_patient_is_found_and_opened_without_a_mouse(enter):
    page = enter("liufang")
    patient = make_patient(mrn="T26-00002", surname_ru="Щедрина", surname_latin="SHCHEDRINA")
    page.keyboard.press("/")
    page.keyboard.type("Щедрина", delay=40)
    page.locator("#found [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/chart/{patient.mrn}/")


def test_the_first_stop_of_the_tab_key_leads_past_the_bar(enter):
    page = enter("liufang")
    page.goto("/desk/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


@pytest.mark.parametrize("language", ["zh-hans", "ru", "en"])
def test_no_page_of_the_desk_is_wider_than_a_phone(enter, language):
    page = enter("liufang", language=language, viewport=PHONE)
    visit_now()
    wide = []
    for address in (*PAGES, "/chart/T26-00001/", "/visits/new/T26-00001/", "/reminders/"):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    assert wide == []

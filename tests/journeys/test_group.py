"""A bus of fifty: the agency's workbook comes in, two rows are put right, all are registered, treated and printed in one pass."""

import io
import json
import re
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Page, Response
from pypdf import PdfReader

from clinic.departments.models import ClosedDay, Practitioner, Service
from clinic.visits.models import Visit
from patients.models import Group, Patient, Stay
from tests.bus import people, workbook
from tests.journeys.browser import PHONE, csrf

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def bus() -> bytes:
    rows = [list(row) for row in people(50)]
    rows[1][2], rows[2][4] = "31.02.1970", "75 12345"
    return workbook([tuple(row) for row in rows])


def upload(page: Page) -> Group:
    page.goto("/desk/")
    page.locator("a[href='/patients/arrivals/']").first.click()
    page.wait_for_url("**/patients/arrivals/")
    page.wait_for_load_state()
    page.set_input_files("#id_file", files=[{"name": "Автобус 14.xlsx", "mimeType": XLSX, "buffer": bus()}])
    assert page.input_value("#id_name") == "Автобус 14"
    page.locator("form.panel button.primary").click()
    page.wait_for_url(re.compile(r"/patients/arrivals/\d+/"))
    return Group.objects.latest("pk")


def put_right(page: Page, group: Group, number: int, name: str, text: str) -> None:
    """As in a sheet: into the cell, type, Enter to the cell below; the row is looked at again."""
    line = group.lines.all()[number].pk
    cell = page.locator(f"#c-{line}-{name}")
    assert cell.get_attribute("aria-invalid") == "true"
    cell.fill(text)
    cell.press("Enter")
    page.wait_for_selector(f"#row-{line}.new")


def kept(answer: Response) -> bool:
    return answer.request.method == "POST" and "/rows/" in answer.url


def working_day() -> date:
    closed = set(ClosedDay.objects.values_list("date", flat=True))
    ahead = (timezone.localdate() + timedelta(days=number) for number in range(1, 15))
    return next(day for day in ahead if day.weekday() < 5 and day not in closed)


def test_a_bus_of_fifty_from_the_list_to_the_slips(enter) -> None:
    page = enter("liufang")
    group = upload(page)
    before = Patient.objects.count()
    put_right(page, group, 1, "birth_date", "28.02.1970")
    put_right(page, group, 2, "document_number", "75 1234500")
    assert page.locator("#row-" + str(group.lines.all()[3].pk)).count() == 1
    page.locator("#register-all").click()
    page.wait_for_selector("a[href^='/groups/']")
    assert (Patient.objects.count() - before, Stay.objects.filter(group=group).count()) == (50, 50)
    page.locator("a[href^='/groups/']").first.click()
    page.locator("a[href$='/visits/']").click()
    short = min(
        Service.objects.filter(practitioners__in=Practitioner.objects.filter(active=True)).distinct(), key=lambda one: one.duration_min
    )
    page.select_option("#id_service", str(short.pk))
    page.fill("#id_starts", "08:00")
    page.fill("#id_day", working_day().isoformat())
    page.press("#id_day", "Tab")
    page.wait_for_selector(f"#timetable input[name=day][value='{working_day().isoformat()}']", state="attached")
    proposed = page.locator("#timetable input[name=place]").count()
    page.locator("#book-all").click()
    page.wait_for_selector("#all-slips")
    assert (proposed > 10, Visit.objects.filter(patient__stays__group=group).count()) == (True, proposed)
    form = {**csrf(page), "day": working_day().isoformat()}
    slips = page.request.post(f"/groups/{group.pk}/slips/", form=form, timeout=180_000)
    assert len(PdfReader(io.BytesIO(slips.body())).pages) == proposed


def test_what_is_being_typed_outlives_the_row_that_is_looked_at_again(enter) -> None:
    page = enter("liufang", language="ru")
    group = upload(page)
    line = group.lines.all()[0].pk
    page.fill(f"#c-{line}-patronymic_ru", "Борисович")
    with page.expect_response(kept):
        page.press(f"#c-{line}-patronymic_ru", "Tab")
        page.keyboard.type("ABRAMOFF", delay=30)
    page.wait_for_function("!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
    assert page.input_value(f"#c-{line}-surname_latin") == "ABRAMOFF"
    with page.expect_response(kept):
        page.keyboard.press("ArrowDown")
    assert json.loads(group.lines.get(pk=line).typed["json"])["fixed"] == {"patronymic_ru": "Борисович", "surname_latin": "ABRAMOFF"}


def test_a_list_can_be_read_on_a_phone(enter) -> None:
    page = enter("liufang", viewport=PHONE)
    upload(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

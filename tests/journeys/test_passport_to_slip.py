"""Journey 1: the reader types two lines, and the patient leaves with a slip."""

import io
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page
from pypdf import PdfReader

from clinic.visits.models import Visit
from patients.models import IdentityDocument, Patient
from tests.journeys.browser import LINES, csrf, read_passport
from tests.journeys.wedge import scan

CYRILLIC_LAYOUT = str.maketrans("QWERTYUIOPASDFGHJKLZXCVBNM<", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬБ")


def register(page: Page) -> None:
    page.fill("#id_patronymic_ru", "Игоревна")
    page.fill("#id_entry_date", Patient.objects.dates("created_at", "day").last().isoformat())
    page.fill("#id_phone", "8 914 555-41-27")
    page.locator("#registration button.primary").click()
    page.wait_for_url("**/visits/new/**")


def test_a_passport_becomes_a_patient_a_visit_and_a_slip(enter):
    page = enter("liufang")
    read_passport(page)
    assert page.input_value("#id_surname_latin") == "SOLOVEVA"
    assert page.input_value("#id_chinese_name") == "纳塔利娅·索洛维约娃"
    register(page)
    another_day(page)
    page.locator("#times .actions button.outlined:not([name])").click()
    page.wait_for_url("**/desk/visits/**")
    visit = Visit.objects.latest("pk")
    assert (visit.patient.phone, visit.booking is not None) == ("+79145554127", True)
    slip = page.request.post(page.locator("form[action*='/documents/'][action*='slip']").get_attribute("action"), form=csrf(page))
    words = PdfReader(io.BytesIO(slip.body())).pages[0].extract_text()
    assert "Соловьёва" in words
    assert "纳塔利娅" in words


def test_a_reader_on_the_russian_layout_is_understood(enter):
    page = enter("liufang", language="ru")
    read_passport(page, tuple(line[:44].translate(CYRILLIC_LAYOUT) for line in LINES))
    assert page.input_value("#id_given_latin") == "NATALIA"


def test_the_same_passport_a_second_time_finds_the_patient(enter):
    page = enter("liufang")
    read_passport(page)
    register(page)
    page.goto("/desk/")
    page.keyboard.press("/")
    scan(page, tuple(line[:44] for line in LINES))
    page.wait_for_url("**/chart/**")
    assert IdentityDocument.objects.filter(last_four="4639").count() == 1


def another_day(page: Page) -> None:
    """Today's free times may be over at the hour the suite runs; the page then begins with tomorrow by itself."""
    page.fill("#id_day", (timezone.localdate() + timedelta(days=2)).isoformat())
    with page.expect_response(lambda answer: "/visits/new/" in answer.url):
        page.press("#id_day", "Tab")
    page.wait_for_function("document.querySelector('#times input[name=slot]') && !document.querySelector('.htmx-swapping, .htmx-settling')")

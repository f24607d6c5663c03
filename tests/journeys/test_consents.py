"""The tablet is turned to the patient: she answers each question, signs with a finger, and takes one yes back."""

from patients.models import Consent, ConsentSheet
from tests.make import make_patient

TABLET = {"width": 820, "height": 1180}


def draw(page) -> None:
    """A hurried scrawl across the frame."""
    frame = page.locator(".pad svg")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 80)
    page.mouse.down()
    for step in range(1, 15):
        page.mouse.move(box["x"] + 60 + step * 25, box["y"] + (40 if step % 2 else 150), steps=3)
    page.mouse.up()


def test_a_sheet_is_answered_signed_with_the_finger_and_one_yes_is_taken_back(enter):
    patient = make_patient(mrn="T26-00004", email="a@example.org")
    page = enter("liufang", language="ru", viewport=TABLET)
    page.goto(f"/patients/{patient.mrn}/consents/sheet/")
    assert page.locator("input[type=radio]:checked").count() == 0
    for question in page.locator("fieldset.question").all():
        question.locator("label").first.click()
    draw(page)
    page.locator("button[value=drawn]").click()
    page.wait_for_url("**/consents/")
    sheet = ConsentSheet.objects.get(patient=patient)
    assert (sheet.way, sheet.consents.filter(given=True).count(), sheet.signature[:2]) == ("drawn", 8, "M ")
    assert page.locator(".signature path").get_attribute("d") == sheet.signature
    with page.expect_navigation():
        page.locator(".withdraw button").first.click()
    assert Consent.objects.get(sheet=sheet, withdrawn_at__isnull=False).withdrawn_way == "spoken"


def test_without_a_signature_nothing_is_kept_and_the_answers_stay(enter):
    patient = make_patient(mrn="T26-00005")
    page = enter("liufang", language="ru", viewport=TABLET)
    page.goto(f"/patients/{patient.mrn}/consents/sheet/")
    page.locator("fieldset.question label").nth(1).click()
    page.locator("button[value=drawn]").click()
    page.locator(".finding.block").wait_for()
    assert (page.locator("input[type=radio]:checked").count(), ConsentSheet.objects.filter(patient=patient).count()) == (1, 0)

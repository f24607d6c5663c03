"""The desk by the clock: how much a hand must do. The seconds are measured by `python -m tests.load.journey`."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.reports.models import Document
from clinic.visits.models import Visit
from patients.models import Patient
from tests.journeys.hand import Hand, find_known, register_new


def somebody_in_her_stay() -> Patient:
    patient = Visit.objects.filter(state="done").latest("starts").patient
    patient.stays.update(last_day=timezone.localdate() + timedelta(days=20), left_on=None)
    return patient


@pytest.mark.parametrize("language", ["zh-hans", "ru"])
def test_a_new_patient_with_a_passport_has_four_typed_fields_and_leaves_with_a_slip(enter, language):
    hand = Hand(enter("liufang", language=language))
    entered = (timezone.localdate() - timedelta(days=2)).isoformat()
    register_new(hand, patronymic="Игоревна", entered=entered, phone="89145554127", complaint="болит шея")
    visit = Visit.objects.latest("pk")
    assert (hand.fields, visit.complaint, visit.patient.phone) == (4, "болит шея", "+79145554127")
    assert Document.objects.filter(kind="slip", subject_id=visit.pk, copies=0).count() == 1
    assert hand.keys * 0.3 + hand.clicks * 1.2 < 60


def test_a_known_patient_is_found_and_has_a_visit_and_a_slip_within_twenty_seconds_of_keys(enter):
    hand = Hand(enter("liufang"))
    known = somebody_in_her_stay()
    find_known(hand, known.surname_latin.lower(), known.mrn)
    assert Visit.objects.latest("pk").patient == known
    assert (hand.fields, hand.clicks) == (1, 0)
    assert hand.keys * 0.3 < 10


def test_the_second_desk_is_refused_politely_and_its_slip_window_closes(enter):
    first, second = Hand(enter("liufang")), Hand(enter("liufang"))
    known = somebody_in_her_stay()
    pages = [first.page, second.page]
    for page in pages:
        page.goto(f"/visits/new/{known.mrn}/")
        page.fill("#id_complaint", "болит шея")
        page.check("#speaker0")
    with first.page.expect_popup():
        first.page.locator("button[value=print]").click()
    first.page.wait_for_url("**/desk/visits/**")
    Visit.objects.update(booked_by=None)  # the other desk is another person
    second.page.locator("button[value=print]").click()
    second.page.locator("#times .finding.block").wait_for()
    assert second.page.input_value("#id_complaint") == "болит шея"
    assert len(second.page.context.pages) == 1

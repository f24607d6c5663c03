"""Consents of a bus: one file of sheets is printed, what came back signed is ticked; the child waits for her guardian's paper."""

import io
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pypdf import PdfReader

from clinic.reports.models import Document
from patients import arrivals
from patients.group_check import check
from patients.lists import read_text
from patients.models import Consent, ConsentSheet, Group, Patient
from tests.bus import pasted, people
from tests.journeys.browser import csrf
from tests.make import make_guardian

CHILD = ("3", "Белова Вера Глебовна", "01.05.2014", "ж", "75 4123456", "01.01.2031", "", "")


@pytest.fixture
def family(house: None) -> Group:
    """Two grown people and a child of twelve, registered."""
    now = timezone.now()
    today = timezone.localdate(now)
    group = arrivals.take_in(arrivals.NewGroup("Автобус 15", entry_date=today), read_text(pasted([*people(2), CHILD])), by_id=None, now=now)
    arrivals.ask(group.pk, check(group, today=today), by_id=None)
    arrivals.register_queued(group.pk, now=now)
    return group


def members(group: Group) -> list[Patient]:
    return [line.patient for line in group.lines.select_related("patient").order_by("pk") if line.patient]


def keep(page: Page, *patients: Patient) -> None:
    for patient in patients:
        page.check(f"input[name=signed-{patient.pk}]")
    with page.expect_navigation():
        page.click("#keep-sheets")


def test_the_sheets_of_a_family_are_printed_and_those_that_came_back_are_kept(enter: Callable[..., Page], family: Group) -> None:
    page = enter("liufang", language="ru")
    father, mother, child = members(family)
    page.goto(f"/groups/{family.pk}/")
    page.click("#consents")
    sheets = page.request.post(f"/groups/{family.pk}/consents/sheets/", form=csrf(page), timeout=120_000)
    text = "".join(one.extract_text() for one in PdfReader(io.BytesIO(sheets.body())).pages)
    assert all(number in text for number in Document.objects.filter(patient__in=(father, mother, child)).values_list("number", flat=True))
    page.select_option(f"#patient-{mother.pk} select >> nth=-1", "no")
    keep(page, father, mother, child)
    assert set(ConsentSheet.objects.values_list("patient", flat=True)) >= {father.pk, mother.pk}
    assert list(Consent.objects.filter(sheet__patient=mother, given=False).values_list("text__kind", flat=True)) == ["publication"]
    assert page.locator(".signing tbody tr").count() == 1
    assert page.locator(f"#patient-{child.pk} .cinnabar").count() == 1
    assert page.is_checked(f"input[name=signed-{child.pk}]")


def test_the_childs_sheet_is_kept_when_the_guardians_paper_has_been_seen(enter: Callable[..., Page], family: Group) -> None:
    child = members(family)[2]
    make_guardian(child)
    page = enter("liufang", language="zh-hans")
    page.goto(f"/groups/{family.pk}/consents/")
    keep(page, child)
    sheet = ConsentSheet.objects.get(patient=child)
    assert (sheet.way, sheet.guardian.name, page.locator(f"#patient-{child.pk}").count()) == ("paper", "KOVALEVA ELENA", 0)

"""Consents of a whole group: one file of sheets to sign, and those that came back kept in one pass."""

import io
from datetime import date

import pytest
from django.test import Client
from pypdf import PdfReader

from clinic.reports.models import Document
from patients import arrivals
from patients.group_check import check
from patients.lists import read_text
from patients.models import Consent, ConsentSheet, Group, Patient
from tests.bus import pasted, people
from tests.cast import client_of
from tests.make import NOW, TODAY, make_consent, make_consent_text, make_guardian

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]
TOKEN = "9f4c1b1e-8a5b-4f55-9d8a-6a1c0f8f3b10"
CHILD = ("3", "Белов Пётр Глебович", "01.05.2014", "м", "75 4123456", "01.01.2031", "", "")


@pytest.fixture
def tuesday(time_machine) -> None:
    time_machine.move_to("2026-11-24T02:20:00+00:00")


@pytest.fixture
def desk(liu_fang) -> Client:
    return client_of(liu_fang)


@pytest.fixture
def texts() -> dict[str, int]:
    return {kind: make_consent_text(kind).pk for kind in ("treatment", "interpreter")}


@pytest.fixture
def family(liu_fang) -> Group:
    """Two grown people and a child of twelve, registered."""
    group = arrivals.take_in(arrivals.NewGroup("Автобус", entry_date=TODAY), read_text(pasted([*people(2), CHILD])), by_id=None, now=NOW)
    arrivals.ask(group.pk, check(group, today=TODAY), by_id=None)
    arrivals.register_queued(group.pk, now=NOW)
    return group


def members(group: Group) -> list[Patient]:
    return [line.patient for line in group.lines.select_related("patient")]


def signed(texts: dict[str, int], *patients: Patient, **said: str) -> dict[str, str]:
    """What the page posts: a tick for each, every cell empty unless said otherwise as `interpreter_2="no"`."""
    asked = {"token": TOKEN, "signed_at": "2026-11-24T10:00"}
    for patient in patients:
        asked |= {f"signed-{patient.pk}": "on"} | {f"answer-{patient.pk}-{pk}": "" for pk in texts.values()}
    return asked | said


def send(desk: Client, group: Group, asked: dict[str, str]):
    return desk.post(f"/groups/{group.pk}/consents/", asked)


def test_the_sheets_still_wanted_come_in_one_file_each_with_its_number(desk, family, texts) -> None:
    answer = desk.post(f"/groups/{family.pk}/consents/sheets/")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    numbers = list(Document.objects.filter(kind="consent_form", archived=True).values_list("number", flat=True))
    assert (len(numbers), all(number in text for number in numbers)) == (3, True)
    assert all(name in text for name in ("Абрамов", "Белов Пётр"))


def test_a_sheet_asks_only_what_that_person_was_not_asked_yet(desk, family, texts) -> None:
    first = members(family)[0]
    make_consent(first, "treatment")
    desk.post(f"/groups/{family.pk}/consents/sheets/")
    words = Document.objects.get(patient=first).words
    assert len(words["consents"]) == 1
    assert len(Document.objects.get(patient=members(family)[1]).words["consents"]) == 2


def test_who_is_ticked_said_yes_to_everything_but_what_the_cell_says(desk, family, texts) -> None:
    man, woman, _child = members(family)
    asked = signed(texts, man, woman)
    asked[f"answer-{woman.pk}-{texts['interpreter']}"] = "no"
    asked[f"answer-{man.pk}-{texts['interpreter']}"] = "open"
    assert send(desk, family, asked).status_code == 302
    said = set(Consent.objects.values_list("sheet__patient", "text__kind", "given"))
    assert said == {(man.pk, "treatment", True), (woman.pk, "treatment", True), (woman.pk, "interpreter", False)}


def test_the_sheet_says_paper_its_witness_and_its_hour(desk, family, texts, liu_fang) -> None:
    send(desk, family, signed(texts, members(family)[0]))
    sheet = ConsentSheet.objects.get()
    assert (sheet.way, sheet.witness, sheet.language, sheet.signature) == ("paper", liu_fang, "ru", None)
    assert f"{sheet.signed_at:%H:%M}" == "02:00"


def test_without_a_tick_only_what_was_chosen_is_kept(desk, family, texts) -> None:
    man = members(family)[0]
    send(desk, family, {"token": TOKEN, "signed_at": "2026-11-24T10:00", f"answer-{man.pk}-{texts['treatment']}": "yes",
                        f"answer-{man.pk}-{texts['interpreter']}": ""})  # fmt: skip
    assert list(Consent.objects.values_list("text__kind", "given")) == [("treatment", True)]


def test_pressed_twice_no_sheet_stands_twice(desk, family, texts) -> None:
    asked = signed(texts, *members(family)[:2])
    send(desk, family, asked)
    send(desk, family, asked)
    assert ConsentSheet.objects.count() == 2


def test_a_child_without_guardian_is_shown_and_the_others_are_kept(desk, family, texts) -> None:
    answer = send(desk, family, signed(texts, *members(family)))
    html = answer.content.decode()
    assert (answer.status_code, ConsentSheet.objects.count()) == (409, 2)
    assert "未满 18 周岁" in html
    assert html.count('class="missing"') == 1
    assert f'name="signed-{members(family)[2].pk}" checked' in html


def test_the_guardian_whose_paper_was_seen_signs_for_the_child(desk, family, texts) -> None:
    child = members(family)[2]
    mother = make_guardian(child)
    html = desk.get(f"/groups/{family.pk}/consents/").content.decode()
    assert f'<option value="{mother.pk}" selected>' in html
    send(desk, family, signed(texts, child) | {f"guardian-{child.pk}": str(mother.pk)})
    assert ConsentSheet.objects.get().guardian == mother


def test_a_guardian_of_somebody_else_does_not_sign(desk, family, texts) -> None:
    man, _woman, child = members(family)
    stranger = make_guardian(man)
    answer = send(desk, family, signed(texts, child) | {f"guardian-{child.pk}": str(stranger.pk)})
    assert (answer.status_code, ConsentSheet.objects.count()) == (409, 0)


def test_words_that_are_not_in_use_any_more_are_not_agreed_to(desk, family, texts) -> None:
    asked = signed(texts, members(family)[0])
    make_consent_text("treatment", 2, valid_from=date(2026, 11, 23))
    answer = send(desk, family, asked)
    assert (answer.status_code, ConsentSheet.objects.count()) == (409, 0)


@pytest.mark.parametrize("moment", ["2026-11-24T11:00", "2026-09-01T10:00", "soon", ""])
def test_an_hour_that_cannot_be_is_said_beside_its_field_and_nothing_is_kept(desk, family, texts, moment) -> None:
    man = members(family)[0]
    answer = send(desk, family, signed(texts, man) | {"signed_at": moment})
    assert (answer.status_code, ConsentSheet.objects.count()) == (422, 0)
    assert f'name="signed-{man.pk}" checked' in answer.content.decode()


@pytest.mark.parametrize("name", ["answer-x-1", "answer-", "answer-7-9999999999999999999", "guardian-", "signed-٣"])
def test_what_nobody_could_have_sent_is_no_answer(desk, family, texts, name) -> None:
    assert send(desk, family, {"token": TOKEN, "signed_at": "2026-11-24T10:00", name: "yes"}).status_code == 302
    assert not ConsentSheet.objects.exists()


def test_the_page_costs_the_same_for_any_number_of_people(desk, family, texts, django_assert_max_num_queries) -> None:
    make_guardian(members(family)[2])
    with django_assert_max_num_queries(12):
        desk.get(f"/groups/{family.pk}/consents/")


def test_the_group_says_how_many_are_still_to_be_asked(desk, family, texts) -> None:
    send(desk, family, signed(texts, *members(family)[:2]))
    html = desk.get(f"/groups/{family.pk}/").content.decode()
    assert "知情同意：1 人" in html
    assert [one.mrn for one in members(family) if f"/patients/{one.mrn}/consents/" in html] == [members(family)[2].mrn]


def test_when_everybody_has_answered_nothing_is_printed(desk, family) -> None:
    answer = desk.post(f"/groups/{family.pk}/consents/sheets/")
    assert (answer.status_code, Document.objects.count()) == (302, 0)

"""A group that has come: visits for all in one pass, all slips in one file, the guide's sheet."""

import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from clinic.departments.models import Practitioner, Service
from clinic.groups import page
from clinic.groups.forms import places_of
from clinic.reports.models import Document
from clinic.visits.models import Visit
from patients import arrivals
from patients.group_check import check
from patients.lists import read_text
from patients.models import Group, Stay
from tests.bus import pasted, people
from tests.cast import client_of
from tests.make import NOW, TODAY, heihe, make_interpreter, make_patient, make_practitioner, make_room, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tuesday")]


@pytest.fixture
def tuesday(time_machine) -> None:
    time_machine.move_to("2026-11-24T02:20:00+00:00")


@pytest.fixture
def desk(liu_fang) -> Client:
    return client_of(liu_fang)


@pytest.fixture
def bus(liu_fang) -> Group:
    return registered(6)


def registered(number: int) -> Group:
    """Six people of three families, registered; two therapists and two interpreters wait."""
    for code in ("302", "304"):
        make_practitioner(room=make_room(code, directions_zh_hans="右转", directions_ru="направо"))
        make_interpreter()
    group = arrivals.take_in(arrivals.NewGroup("Автобус", entry_date=TODAY), read_text(pasted(people(number))), by_id=None, now=NOW)
    arrivals.ask(group.pk, check(group, today=TODAY), by_id=None)
    arrivals.register_queued(group.pk, now=NOW)
    return group


def proposed(desk: Client, group: Group, **asked) -> dict[str, object]:
    html = desk.get(f"/groups/{group.pk}/visits/", asked).content.decode()
    wish = dict(re.findall(r'<input type="hidden" name="(service|practitioner|day|starts)" value="([^"]*)"', html))
    return {**wish, "place": re.findall(r'name="place" value="([^"]+)"', html)}


def test_six_people_are_laid_booked_and_printed_by_three_clicks(desk, bus) -> None:
    desk.post(f"/groups/{bus.pk}/visits/", proposed(desk, bus))
    assert (Visit.objects.count(), Visit.objects.filter(booking=None).count()) == (6, 0)
    assert Visit.objects.filter(complaint="болит спина").count() == 2
    answer = desk.post(f"/groups/{bus.pk}/slips/", {"day": "2026-11-24"})
    reader = PdfReader(io.BytesIO(answer.content))
    assert (len(reader.pages), Document.objects.filter(kind="slip", archived=True).count()) == (6, 6)
    assert len(set(Document.objects.values_list("number", flat=True))) == 6


def test_pressed_twice_nobody_is_booked_twice(desk, bus) -> None:
    asked = proposed(desk, bus)
    desk.post(f"/groups/{bus.pk}/visits/", asked)
    again = desk.post(f"/groups/{bus.pk}/visits/", asked)
    assert (again.status_code, Visit.objects.count()) == (409, 6)


def test_a_refused_place_names_its_reason_and_the_rest_stands(desk, bus) -> None:
    asked = proposed(desk, bus)
    (first,) = places_of(asked["place"][:1], patients=set(bus.lines.values_list("patient", flat=True)))
    practitioner = Practitioner.objects.get(pk=first.practitioner_id)
    make_visit(starts=first.start, practitioner=practitioner, patient=make_patient(mrn="H20-00001"), ticket="B-1")
    answer = desk.post(f"/groups/{bus.pk}/visits/", asked)
    assert (answer.status_code, Visit.objects.count()) == (409, 6)


def test_who_has_the_treatment_or_goes_home_before_is_left_out_and_told(desk, bus) -> None:
    desk.post(f"/groups/{bus.pk}/visits/", proposed(desk, bus))
    assert proposed(desk, bus, service=Visit.objects.first().service_id, day="2026-11-25", starts="08:00")["place"] == []
    Visit.objects.all().update(state="cancelled")
    Stay.objects.update(last_day=TODAY)
    assert proposed(desk, bus, service=Visit.objects.first().service_id, day="2026-11-25", starts="08:00")["place"] == []


def test_a_place_of_somebody_outside_the_group_is_dropped(desk, bus, elena) -> None:
    asked = proposed(desk, bus)
    stranger = re.sub(r"^\d+", str(elena.pk), asked["place"][0])
    desk.post(f"/groups/{bus.pk}/visits/", {**asked, "place": [stranger, "x", "1@2@3", "1@1@9999-99-99@"]})
    assert not Visit.objects.exists()


def test_the_guides_sheet_has_everybody_in_both_languages(desk, bus) -> None:
    desk.post(f"/groups/{bus.pk}/visits/", proposed(desk, bus))
    words = PdfReader(io.BytesIO(desk.get(f"/groups/{bus.pk}/sheet.pdf", {"day": "2026-11-24"}).content)).pages[0].extract_text()
    patient = Visit.objects.first().patient
    assert [word for word in ("Автобус", patient.surname_ru, patient.chinese_name, "王丽", "302") if word not in words] == []


def test_the_group_page_shows_stay_and_visits(desk, bus) -> None:
    desk.post(f"/groups/{bus.pk}/visits/", proposed(desk, bus))
    html = desk.get(f"/groups/{bus.pk}/", {"day": "2026-11-24"}).content.decode()
    assert html.count('class="visit-line"') == 6
    assert "Автобус" in desk.get("/groups/").content.decode()


@pytest.mark.parametrize("number", [2, 12])
def test_the_pages_ask_the_same_queries_for_two_and_for_twelve(desk, number, liu_fang, django_assert_max_num_queries) -> None:
    group = registered(number)
    with django_assert_max_num_queries(11):
        desk.get(f"/groups/{group.pk}/")
    with django_assert_max_num_queries(28):
        desk.get(f"/groups/{group.pk}/visits/")


def test_people_registered_ahead_have_come(desk, bus) -> None:
    Stay.objects.all().delete()
    assert f"groups/{bus.pk}/entries" in desk.get(f"/groups/{bus.pk}/").content.decode()
    desk.post(f"/groups/{bus.pk}/entries/")
    assert Stay.objects.filter(group=bus).count() == 6


def test_visits_may_be_laid_on_the_next_day(desk, bus) -> None:
    service = Service.objects.get().pk
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    desk.post(f"/groups/{bus.pk}/visits/", proposed(desk, bus, service=service, day=tomorrow, starts="08:00"))
    assert Visit.objects.earliest("starts").starts == heihe(8, day=TODAY + timedelta(days=1))


def test_a_wish_that_cannot_be_is_told_in_place_of_the_timetable(desk, bus) -> None:
    asked = {"service": Service.objects.get().pk, "day": "2090-13-45", "starts": "25:99"}
    answer = desk.get(f"/groups/{bus.pk}/visits/", asked, headers={"HX-Request": "true", "HX-Target": "timetable"})
    html = answer.content.decode()
    assert (answer.status_code, html.count('role="alert"') or html.count("finding block"), "book-all" in html) == (200, 2, False)


def test_a_large_group_is_shown_page_by_page_and_counted_whole(desk, bus, monkeypatch) -> None:
    monkeypatch.setattr(page, "ON_A_PAGE", 4)
    first, last = (desk.get(f"/groups/{bus.pk}/", {"page": number}).content.decode() for number in ("1", "99"))
    assert (first.count("<tr><td"), last.count("<tr><td")) == (4, 2)
    assert '<td class="muted">6</td>' in last
    assert 'aria-current="page">2</a>' in last

"""Patients over the API."""
from datetime import timedelta

import pytest
from django.utils import timezone

from clinic.audit.models import Reading
from interpreters.models import Booking
from patients.models import Fact, Patient
from tests.cast import client_of
from tests.make import make_document, make_interpreter, make_patient, make_user, make_visit

pytestmark = pytest.mark.django_db
NAMES = {"surname_latin": "KOVALEVA", "given_latin": "ELENA", "surname_ru": "Ковалёва", "given_ru": "Елена"}
ELENA = NAMES | {"birth_date": "1968-04-02", "sex": "F"}
ZONE = "P<RUSSOLOVEVA<<NATALIA<<<<<<<<<<<<<<<<<<<<<<\n7582146393RUS7103140F3308268<<<<<<<<<<<<<<06"


def test_a_passport_is_read_and_nothing_kept(desk):
    answer = desk.post("passport-readings", {"text": ZONE}).json()
    assert (answer["document"]["surname"], answer["document"]["birth_date"]) == ("SOLOVEVA", "1971-03-14")
    assert not Patient.objects.exists()


def test_a_new_patient_gets_a_record_number(desk):
    answer = desk.post("patients", ELENA | {"document_number": "75 1234567", "phone": "+79145554127", "allergies": ["пенициллин"]})
    assert answer.status_code == 201
    patient = Patient.objects.get(mrn=answer.json()["mrn"])
    assert (patient.documents.get().number, patient.facts.get().text) == ("751234567", "пенициллин")


def test_without_a_chinese_name_the_proposed_one_is_kept_under_its_origin(desk):
    sent = {"surname_latin": "KOVALYEVA", "given_latin": "YELENA", "surname_ru": "Ковалёва", "given_ru": "Елена", "sex": "F"}
    patient = Patient.objects.get(mrn=desk.post("patients", sent | {"birth_date": "1968-04-02"}).json()["mrn"])
    assert (patient.chinese_name, patient.pinyin != "", patient.origins["chinese_name"]) == ("叶连娜·科瓦廖娃", True, "established")
    assert (patient.surname_latin, patient.given_latin, patient.origins["surname_latin"]) == ("KOVALYEVA", "YELENA", "typed")


def test_a_chinese_name_that_was_sent_stays(desk):
    patient = Patient.objects.get(mrn=desk.post("patients", ELENA | {"chinese_name": "柯莲娜"}).json()["mrn"])
    assert (patient.chinese_name, patient.origins["chinese_name"]) == ("柯莲娜", "typed")


def test_a_name_too_long_for_a_chinese_form_is_registered_without_one(desk):
    mrn = desk.post("patients", {"surname_ru": "Шщ" * 40, "given_ru": "Шщ" * 40, "sex": "F", "birth_date": "1968-04-02"}).json()["mrn"]
    assert Patient.objects.get(mrn=mrn).chinese_name == ""


def test_somebody_alike_stops_the_desk_and_is_named_by_number(desk):
    mrn = desk.post("patients", ELENA).json()["mrn"]
    answer = desk.post("patients", ELENA)
    assert (answer.status_code, answer.json()["code"]) == (409, "possible_duplicate")
    assert [candidate["mrn"] for candidate in answer.json()["candidates"]] == [mrn]


def test_who_insists_registers_all_the_same(desk):
    desk.post("patients", ELENA)
    assert desk.post("patients", ELENA | {"confirm_new": True}).status_code == 201


def test_the_same_passport_twice_names_the_record(desk):
    first = desk.post("patients", ELENA | {"document_number": "751234567"}).json()
    answer = desk.post("patients", ELENA | {"document_number": "75 1234567", "confirm_new": True})
    assert (answer.status_code, answer.json()["code"], answer.json()["mrn"]) == (409, "already_registered", first["mrn"])


def test_every_wrong_field_is_named_at_once_and_nothing_is_repeated(desk):
    answer = desk.post("patients", {"surname_latin": "X" * 81, "sex": "?", "birth_date": "soon", "phone": "call me", "alergies": []})
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} == {"surname_latin", "sex", "birth_date", "phone", "alergies"}
    assert "call me" not in answer.content.decode()


@pytest.mark.parametrize(("changes", "field", "code"), [
    ({"birth_date": "2090-01-01"}, "birth_date", "birth_in_future"),
    ({"document_number": "12"}, "document_number", "document_number_form"),
    ({"stay": {"entry_date": "2090-01-01"}}, "entry_date", "entry_in_future"),
])  # fmt: skip
def test_what_cannot_be_true_is_refused_with_the_rules_own_code(desk, changes, field, code):
    answer = desk.post("patients", ELENA | changes).json()
    assert (answer["status"], answer["errors"][0]["field"], answer["errors"][0]["code"]) == (422, field, code)


@pytest.mark.parametrize("name", ["A\0B", "\ud800", "😀", "Я" * 10_000])
def test_names_that_are_none_are_refused(desk, name):
    assert desk.post("patients", ELENA | {"surname_ru": name}).status_code == 422


def test_a_wrong_address_is_named_as_it_was_sent_and_none_is_allowed(desk):
    answer = desk.post("patients", ELENA | {"email": "a@b"})
    assert [error["field"] for error in answer.json()["errors"]] == ["email"]
    assert desk.post("patients", ELENA | {"email": ""}).status_code == 201


def test_one_box_finds_a_patient(desk, elena):
    assert [found["mrn"] for found in desk.get("patients", q="Ковалёва").json()] == [elena.mrn]


def test_reception_sees_the_passport_number_and_both_looks_are_written_down(desk, elena):
    make_document(elena)
    answer = desk.get(f"patients/{elena.mrn}").json()
    assert answer["documents"][0]["number"] == "751234567"
    assert set(Reading.objects.values_list("subject", flat=True)) == {"chart", "passport"}


def test_the_director_sees_no_passport_number(calling, zhao, elena):
    make_document(elena)
    assert calling(zhao).get(f"patients/{elena.mrn}").json()["documents"][0]["number"] is None


def test_an_interpreter_sees_her_own_patients_without_phone_and_papers(calling, wang_li, elena):
    start = timezone.now() + timedelta(hours=1)
    booking = Booking.objects.create(interpreter=wang_li, starts=start, ends=start + timedelta(minutes=10), place="302", booked_at=start)
    make_visit(patient=elena, starts=start, booking=booking)
    Fact.objects.create(patient=elena, kind="allergy", text="мёд", noted_at=start)
    answer = calling(wang_li.user).get(f"patients/{elena.mrn}").json()
    assert (answer["facts"][0]["text"], answer["documents"], answer["phone"]) == ("мёд", None, None)


def test_an_interpreter_gets_no_hint_of_others(calling, wang_li, elena):
    assert calling(wang_li.user).get(f"patients/{elena.mrn}").status_code == 404
    assert not Reading.objects.exists()


def test_an_interpreter_sees_no_patient_of_another(calling, wang_li, elena):
    start = timezone.now() + timedelta(hours=1)
    window = {"starts": start, "ends": start + timedelta(minutes=10), "place": "302", "booked_at": start}
    make_visit(patient=elena, starts=start, booking=Booking.objects.create(interpreter=make_interpreter(), **window))
    hers = make_patient()
    make_visit(patient=hers, starts=start, booking=Booking.objects.create(interpreter=wang_li, **window, released_at=start))
    assert [calling(wang_li.user).get(f"patients/{one.mrn}").status_code for one in (elena, hers)] == [404, 404]


def test_no_page_and_no_call_shows_an_interpreter_a_passport(calling, wang_li, elena):
    make_document(elena, "751234567")
    start = timezone.now() + timedelta(hours=1)
    booking = Booking.objects.create(interpreter=wang_li, starts=start, ends=start + timedelta(minutes=10), place="302", booked_at=start)
    make_visit(patient=elena, starts=start, booking=booking)
    caller = calling(wang_li.user)
    seen = [caller.get(f"patients/{elena.mrn}"), caller.get(f"interpreters/{wang_li.pk}/day"), client_of(wang_li.user).get("/my-day/")]
    assert [answer.status_code for answer in seen] == [200, 200, 200]
    assert not any(secret in answer.content.decode() for answer in seen for secret in ("751234567", "4567"))


def test_a_stay_is_recorded_once(desk, elena):
    today = timezone.localdate().isoformat()
    assert desk.post(f"patients/{elena.mrn}/stays", {"entry_date": today}).status_code == 201
    answer = desk.post(f"patients/{elena.mrn}/stays", {"entry_date": today})
    assert (answer.status_code, answer.json()["code"]) == (409, "stay_already_recorded")


def test_a_visas_last_day_comes_back_with_the_days_left(desk, elena):
    today = timezone.localdate()
    sent = {"entry_date": str(today), "basis": "visa", "last_day": str(today + timedelta(days=20))}
    answer = desk.post(f"patients/{elena.mrn}/stays", sent).json()
    assert (answer["last_day"], answer["days_left"]) == (sent["last_day"], 20)


def test_a_crossing_nobody_knows_is_named(desk, elena):
    answer = desk.post(f"patients/{elena.mrn}/stays", {"entry_date": str(timezone.localdate()), "crossing": "moon"}).json()
    assert (answer["status"], answer["field"]) == (422, "crossing")


def test_the_pharmacist_may_not_register(calling, he_jing):
    assert calling(he_jing).post("patients", ELENA).status_code == 403


def test_a_merged_record_is_not_found(desk, elena):
    make_patient(surname_ru="Другая", merged_into=elena, mrn="H25-00001")
    assert desk.get("patients/H25-00001").status_code == 404


def test_a_token_without_the_right_to_the_api_opens_nothing(calling):
    user = make_user("interpreter")
    user.groups.clear()
    assert calling(user).get("patients", q="a").status_code == 401

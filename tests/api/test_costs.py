"""What the desk's three busiest calls may cost, as a number of statements: it does not depend on the machine or the house's size."""
from datetime import timedelta

import pytest
from django.utils import timezone

from patients.models import Patient
from tests.make import make_document, make_interpreter, make_patient, make_practitioner

pytestmark = pytest.mark.django_db
TOKEN_AND_RIGHTS = 2  # the note that the token was used, every five minutes, included


def test_a_registration_costs_the_same_however_many_were_born_that_day(desk, django_assert_max_num_queries):
    for number in range(20):
        make_patient(surname_ru=f"Иванова{'а' * number}", given_ru="Мария", surname_latin="", given_latin="", phone="+79140000000")
    sent = {"surname_ru": "Ким", "given_ru": "Зоя", "sex": "F", "birth_date": "1968-04-02", "phone": "+79140000000"}
    stay = {"entry_date": timezone.localdate().isoformat()}
    with django_assert_max_num_queries(TOKEN_AND_RIGHTS + 9):
        assert desk.post("patients", sent | {"document_number": "751234567", "stay": stay}).status_code == 201


def test_a_known_passport_costs_little_before_it_is_refused(desk, django_assert_max_num_queries):
    make_document(make_patient(), "751234567")
    sent = {"surname_ru": "Ким", "given_ru": "Зоя", "sex": "F", "birth_date": "1968-04-02", "document_number": "751234567"}
    with django_assert_max_num_queries(TOKEN_AND_RIGHTS + 6):
        assert desk.post("patients", sent).json()["code"] == "already_registered"


def test_a_likeness_costs_one_look_before_the_desk_is_asked(desk, elena, django_assert_max_num_queries):
    sent = {"surname_ru": elena.surname_ru, "given_ru": elena.given_ru, "patronymic_ru": elena.patronymic_ru, "sex": elena.sex}
    with django_assert_max_num_queries(TOKEN_AND_RIGHTS + 5):
        assert desk.post("patients", sent | {"birth_date": elena.birth_date.isoformat()}).json()["code"] == "possible_duplicate"


@pytest.mark.parametrize("typed", ["Ковалёва", "kovaleva", "H26-00001", "4567", "45554127"])
def test_a_search_costs_the_same_however_many_are_found(desk, typed, django_assert_max_num_queries):
    for number in range(12):
        make_document(make_patient(phone="+79145554127"), f"75123{number:02d}4567")
    with django_assert_max_num_queries(TOKEN_AND_RIGHTS + 2):
        assert len(desk.get("patients", q=typed).json()) in (0, 1, 12)


PHONES = [("54127", 1), ("145554127", 1), ("+7 914 555-41-27", 1), ("4127", 1), ("94127", 0), ("127", 0)]


@pytest.mark.parametrize(("typed", "found"), PHONES)
def test_a_phone_is_found_by_its_last_digits_from_four_on(typed, found):
    make_patient(phone="+79145554127")
    assert len(Patient.objects.search(typed)) == found


def test_a_booking_with_interpreter_costs_a_fixed_number(desk, django_assert_max_num_queries):
    practitioner, interpreter = make_practitioner(), make_interpreter()
    starts = (timezone.localtime() + timedelta(days=1)).replace(hour=9, minute=0)
    given = {"practitioner": practitioner.pk, "interpreter": interpreter.pk, "service": "S_TUINA"}
    with django_assert_max_num_queries(TOKEN_AND_RIGHTS + 15):
        assert desk.post("visits", given | {"patient": make_patient().mrn, "start": starts.isoformat()}).status_code == 201

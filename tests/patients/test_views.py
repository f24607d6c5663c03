"""The registration desk over HTTP: each wrong thing is told beside its field, nothing typed is lost, nothing half-written."""
import pytest
from django.urls import reverse
from django.utils import translation

from patients.models import Patient
from patients.wording import problem
from tests.cast import client_of

pytestmark = pytest.mark.django_db
DESK = reverse("patients:register")
TYPED = {
    "surname_latin": "ORLOVA",
    "given_latin": "NATALIA",
    "surname_ru": "Орлова",
    "given_ru": "Наталья",
    "document_number": "751234567",
    "birth_date": "1971-03-09",
    "sex": "F",
    "nationality": "RUS",
    "entry_date": "2026-11-02",
    "basis": "visa_free",
    "language": "ru",
}
WRONG = [
    ("birth_date", "2090-01-01"),
    ("birth_date", "31.02.1971"),
    ("birth_date", "0000-00-00"),
    ("entry_date", "2099-01-01"),
    ("surname_latin", "О" * 10_000),
    ("surname_latin", "O\0RLOVA"),
    ("surname_ru", "Орлова🙂"),
    ("surname_ru", "\u202eавОлро"),
    ("surname_ru", "' OR 1=1 --"),
    ("document_number", "75123456"),
    ("nationality", "россия"),
    ("phone", "one two"),
    ("crossing", "99999999999999999999"),
    ("basis", "nonsense"),
    ("allergies", "пенициллин" * 30),
]


@pytest.fixture
def desk(liu_fang):
    return client_of(liu_fang)


def test_a_complete_form_registers_and_leads_to_booking(desk) -> None:
    answer = desk.post(DESK, TYPED)
    assert answer.url == reverse("visits:book", args=[Patient.objects.get().mrn])


@pytest.mark.parametrize(("field", "typed"), WRONG)
def test_what_cannot_be_is_told_beside_its_field_and_nothing_is_lost(desk, field, typed) -> None:
    answer = desk.post(DESK, TYPED | {field: typed})
    assert (answer.status_code, next(iter(answer.context["form"].errors)), Patient.objects.count()) == (422, field, 0)
    assert all(answer.context["form"][name].value() == value for name, value in (TYPED | {field: typed}).items())


def test_what_cannot_be_read_and_what_cannot_be_true_are_told_at_once(desk) -> None:
    answer = desk.post(DESK, TYPED | {"phone": "one two", "document_number": "75", "surname_ru": "Орлова🙂", "sex": ""})
    assert set(answer.context["form"].errors) == {"phone", "document_number", "surname_ru", "sex"}


@pytest.mark.parametrize(("field", "typed"), WRONG)
def test_the_live_column_bears_it_too(desk, field, typed) -> None:
    assert desk.post(reverse("patients:beside"), TYPED | {field: typed}).status_code == 200


@pytest.mark.parametrize("partial", ["2090", "2026-12", "1800", "1971-13", "१९७१"])
def test_half_a_birth_date_must_be_possible_too(desk, partial) -> None:
    answer = desk.post(DESK, TYPED | {"birth_date": "", "birth_date_partial": partial})
    assert (answer.status_code, Patient.objects.count()) == (422, 0)


@pytest.mark.parametrize(("field", "typed"), [("issuing_state", "123"), ("birth_date_partial", "19")])
def test_a_wrong_field_that_nobody_sees_is_still_told(desk, field, typed) -> None:
    page = desk.post(DESK, TYPED | {field: typed})
    assert page.status_code == 422
    assert str(page.context["form"].errors[field][0]) in page.content.decode()


def test_the_reason_is_in_the_language_of_the_reader(desk, settings) -> None:
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = "ru"
    page = desk.post(DESK, TYPED | {"birth_date": "2090-01-01"}).content.decode()
    with translation.override("ru"):
        assert problem("birth_in_future") in page


def test_two_clicks_make_one_patient(desk) -> None:
    first, second = desk.post(DESK, TYPED), desk.post(DESK, TYPED)
    assert Patient.objects.count() == 1
    assert first.url == reverse("visits:book", args=[Patient.objects.get().mrn])
    assert second.url == reverse("desk:patient", args=[Patient.objects.get().mrn])


def test_a_garbled_passport_is_told_and_shown_as_far_as_it_can_be_read(desk) -> None:
    page = desk.post(DESK, {"q": "P<RUSORLOVA<<NATALIA<<<<<\n75!!!4567"})
    assert page.status_code == 200
    assert page.context["reading_problems"]

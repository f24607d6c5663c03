"""A record put right at the desk: told beside the field what is wrong, and what another desk did meanwhile."""

import pytest
from django.urls import reverse

from patients.models import Correction, Patient
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(liu_fang):
    return client_of(liu_fang)


@pytest.fixture
def address(elena):
    return reverse("patients:correct", args=[elena.mrn])


def as_shown(desk, address) -> dict[str, object]:
    """What the browser would send back if nothing was touched."""
    form = desk.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_an_untouched_form_changes_nothing(desk, elena, address) -> None:
    answer = desk.post(address, as_shown(desk, address))
    assert answer.url == reverse("desk:patient", args=[elena.mrn])
    assert not Correction.objects.exists()


def test_one_field_is_put_right_and_stands_in_the_history(desk, elena, address) -> None:
    desk.post(address, as_shown(desk, address) | {"surname_ru": "Ковалева"})
    assert Patient.objects.get(pk=elena.pk).surname_ru == "Ковалева"
    assert "<del>Ковалёва</del>" in desk.get(address).content.decode()


def test_the_second_desk_sees_what_the_first_wrote_and_may_insist(desk, elena, address) -> None:
    opened = as_shown(desk, address)
    desk.post(address, opened | {"given_ru": "Алёна"})
    told = desk.post(address, opened | {"given_ru": "Олена"})
    assert (told.status_code, "Алёна" in str(told.context["form"].errors["given_ru"])) == (422, True)
    again = {name: told.context["form"][name].value() or "" for name in told.context["form"].fields}
    assert desk.post(address, again).status_code == 302
    assert Patient.objects.get(pk=elena.pk).given_ru == "Олена"


def test_what_cannot_be_is_told_beside_its_field(desk, elena, address) -> None:
    answer = desk.post(address, as_shown(desk, address) | {"birth_date": "2090-01-01", "patronymic_ru": "Павловна"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["birth_date"])
    assert answer.context["form"]["patronymic_ru"].value() == "Павловна"
    assert Patient.objects.get(pk=elena.pk).patronymic_ru == "Сергеевна"


@pytest.mark.parametrize("seen", ["", "[]", "null", "{", '{"region_id": "9999999999999999999"}', '{"birth_date": 5}'])
def test_a_forged_memory_of_the_record_overwrites_nothing(desk, elena, address, seen) -> None:
    desk.post(address, as_shown(desk, address) | {"seen": seen, "given_ru": "Олена"})
    assert Patient.objects.get(pk=elena.pk).given_ru == "Елена"


def test_the_forms_of_the_name_follow_while_typing(desk, elena, address) -> None:
    names = reverse("patients:names_beside", args=[elena.mrn])
    page = desk.post(names, as_shown(desk, address) | {"surname_ru": "Белова", "chinese_name": ""}).content.decode()
    assert "别洛娃" in page

"""Who may open which door of the plans."""
import pytest
from django.urls import reverse

from tests.cast import client_of
from tests.make import make_user
from tests.plans.shelf import make_plan, make_prescription

DOORS = (
    "list", "create", "plan", "edit", "sign", "supersede", "add_formula", "give_up",
    "prescribe", "formula", "check", "sign_formula", "herbs", "prescriptions", "prescription",
)  # fmt: skip
POSTED = {"sign", "supersede", "add_formula", "give_up", "check", "sign_formula"}
OPEN_TO = {
    "practitioner": set(DOORS),
    "pharmacist": {"plan", "prescriptions", "prescription"},
    "reception": {"plan"},
    "coordinator": {"plan"},
    "director": {"plan"},
    "interpreter": set(),
}


@pytest.fixture
def addresses(zhang_haibo, elena):
    plan, formula = make_plan(zhang_haibo, elena), make_prescription(zhang_haibo, elena)
    keys = {"list": [], "herbs": [], "prescriptions": [], "create": [elena.mrn], "prescribe": [elena.mrn]}
    formulas = {"formula", "check", "sign_formula", "prescription"}
    return {door: reverse(f"plans:{door}", args=keys.get(door, [formula.pk if door in formulas else plan.pk])) for door in DOORS}


def knock(client, door, address):
    return client.post(address, {}) if door in POSTED else client.get(address)


def test_every_door_is_in_the_list():
    from clinic.plans.urls import urlpatterns

    assert {door.name for door in urlpatterns} == set(DOORS)


def test_the_stranger_gets_the_sign_in_page_everywhere(stranger, addresses):
    answers = [knock(stranger, door, address) for door, address in addresses.items()]
    assert all(answer.status_code == 302 and "sign-in" in answer.url for answer in answers)


@pytest.mark.parametrize("role", OPEN_TO)
def test_a_role_opens_its_doors_and_no_other(role, addresses):
    client = client_of(make_user(role))
    opened = {door for door, address in addresses.items() if knock(client, door, address).status_code != 403}
    assert opened == OPEN_TO[role]


@pytest.mark.django_db
def test_what_does_not_exist_is_not_found(zhang_haibo):
    client = client_of(zhang_haibo.user)
    for door in ("plan", "edit", "formula", "prescription"):
        assert client.get(reverse(f"plans:{door}", args=[999])).status_code == 404
    assert client.get(reverse("plans:create", args=["H99-00000"])).status_code == 404


@pytest.mark.django_db
def test_somebody_who_is_no_practitioner_is_told_so(elena):
    admin = make_user("admin", is_superuser=True)
    answer = client_of(admin).post(reverse("plans:create", args=[elena.mrn]))
    assert answer.url == reverse("desk:patient", args=[elena.mrn])


@pytest.mark.parametrize(("door", "shown"), [("sign", "edit"), ("add_formula", "edit"), ("sign_formula", "formula")])
def test_a_refused_page_can_be_reloaded(zhang_haibo, addresses, door, shown):
    assert client_of(zhang_haibo.user).get(addresses[door]).url == addresses[shown]

"""Roles are groups, and the rights of a role are those written down."""
import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from clinic.accounts.roles import ROLES
from tests.cast import client_of
from tests.make import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"admin"}))
def test_a_role_has_exactly_its_rights(role) -> None:
    granted = Group.objects.get(name=role).permissions.values_list("codename", flat=True)
    assert set(granted) == ROLES[role]


@pytest.mark.parametrize("page", ["accounts_user", "interpreters_interpreter", "interpreters_absence", "departments_service", "herbs_herb"])
def test_the_administrator_opens_the_back_office_without_being_superuser(page) -> None:
    admin = client_of(make_user("admin", is_staff=True))
    assert admin.get(reverse(f"admin:{page}_changelist")).status_code == 200


@pytest.mark.parametrize("role", ["reception", "practitioner"])
def test_nobody_else_enters_the_back_office(role) -> None:
    assert client_of(make_user(role)).get(reverse("admin:index")).status_code == 302

"""The catalogue in the back office: who may, and what an edit does."""
import pytest
from django.contrib import admin
from django.urls import reverse

from clinic.herbs import knowledge
from clinic.herbs.models import Herb
from clinic.reference.loading import load_reference
from clinic.reference.tables import TABLES
from tests.cast import client_of
from tests.make import make_user

pytestmark = pytest.mark.django_db
OURS = [table.label for table in TABLES if table.label.split(".")[0] in ("departments", "herbs", "plans")]


@pytest.fixture
def zhao_at_the_back_office():
    return client_of(make_user("admin", is_staff=True))


def pages(model):
    first = model.objects.first()
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    return [reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[first.pk]), reverse(f"{name}_add")]


def test_every_table_has_a_list_and_a_page(zhao_at_the_back_office):
    load_reference()
    models = [model for model in admin.site._registry if model._meta.label in OURS]
    assert len(models) == len(OURS) - 2  # items and bands are edited on the page of their formula and scale
    for url in (url for model in models for url in pages(model)):
        assert zhao_at_the_back_office.get(url).status_code == 200, url


@pytest.mark.parametrize("role", ["reception", "practitioner", "pharmacist", "director"])
def test_staff_without_the_right_may_not_even_look(role):
    response = client_of(make_user(role, is_staff=True)).get(reverse("admin:herbs_herb_changelist"))
    assert response.status_code == 403


def test_admins_who_are_no_staff_are_sent_away():
    assert client_of(make_user("admin")).get(reverse("admin:herbs_herb_changelist")).status_code == 302


def test_an_edited_dose_counts_at_the_next_check_and_survives_loading(zhao_at_the_back_office):
    load_reference()
    herb = Herb.objects.get(code="xi_xin")
    form = zhao_at_the_back_office.get(reverse("admin:herbs_herb_change", args=[herb.pk])).context["adminform"].form
    data = {name: value for name, value in form.initial.items() if value is not None} | {"max_g": "2.5"}
    zhao_at_the_back_office.post(reverse("admin:herbs_herb_change", args=[herb.pk]), data)
    load_reference()
    assert knowledge.current().herbs["xi_xin"].max_g == 2.5

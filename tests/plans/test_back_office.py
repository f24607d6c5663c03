import pytest
from django.urls import reverse

from tests.cast import client_of
from tests.make import make_user
from tests.plans.shelf import make_prescription, make_signed_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(db):
    return client_of(make_user("admin", is_staff=True))


@pytest.mark.parametrize("kind", ["plan", "prescription"])
def test_records_are_shown_and_cannot_be_changed_added_or_deleted(admin, zhang_haibo, kind):
    record = make_signed_plan(zhang_haibo) if kind == "plan" else make_prescription(zhang_haibo)
    codes = [
        admin.get(reverse(f"admin:plans_{kind}_changelist")).status_code,
        admin.get(reverse(f"admin:plans_{kind}_change", args=[record.pk])).status_code,
        admin.post(reverse(f"admin:plans_{kind}_change", args=[record.pk]), {"state": "draft"}).status_code,
        admin.post(reverse(f"admin:plans_{kind}_delete", args=[record.pk]), {"post": "yes"}).status_code,
        admin.get(reverse(f"admin:plans_{kind}_add")).status_code,
    ]
    assert codes == [200, 200, 403, 403, 403]


def test_an_office_clerk_does_not_see_the_records(zhang_haibo):
    clerk = client_of(make_user("reception", is_staff=True))
    assert clerk.get(reverse("admin:plans_plan_changelist")).status_code == 403

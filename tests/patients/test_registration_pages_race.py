"""Two desks press save with one passport at the same moment: the pages themselves, at the real database."""

import pytest
from django.urls import reverse

from clinic.accounts.models import User
from patients.models import IdentityDocument, Patient
from tests.cast import client_of
from tests.make import make_user
from tests.patients.test_views import TYPED

pytestmark = pytest.mark.race
ATTEMPTS = 8


def _press_save(number: int, *, by_id: int) -> str:
    """Each desk writes the name a little differently; the passport is the same."""
    desk = client_of(User.objects.get(pk=by_id))
    answer = desk.post(reverse("patients:register"), TYPED | {"patronymic_ru": f"{'А' * (number + 1)}лексеевна"})
    return getattr(answer, "url", str(answer.status_code))


def test_one_passport_at_many_desks_ends_with_one_record(race) -> None:
    outcomes = race(_press_save, times=ATTEMPTS, by_id=make_user("reception").pk)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    one = Patient.objects.get()
    assert IdentityDocument.objects.get().patient == one
    told = [outcome.value for outcome in outcomes]
    assert told.count(reverse("visits:book", args=[one.mrn])) == 1
    assert told.count(reverse("desk:patient", args=[one.mrn])) == ATTEMPTS - 1

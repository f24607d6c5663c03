"""Whatever hangs on two records: merged and taken apart again, everything is as it was."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patients import merging
from patients.attached import attachments
from patients.models import Contact, DistinctPerson, Fact, Guardian, Patient
from tests.make import NOW, TODAY, make_patient, make_stay, make_visit

pytestmark = pytest.mark.django_db
HUNG = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["stay", "visit", "contact", "fact", "guardian", "apart"]), st.integers(0, 2)), max_size=12
)
FIELDS = st.fixed_dictionaries({}, optional={"phone": st.sampled_from(["", "+79140000001", "+79140000002"]), "sex": st.sampled_from("FX")})
MERGES = st.lists(st.sampled_from([(0, 1), (1, 2), (2, 0), (0, 2), (2, 1)]), min_size=1, max_size=3)


def _hang(people, whose, kind, number, by) -> None:
    one, other = people[whose], people[(whose + 1 + number % 2) % 3]
    makers = {
        "stay": lambda: make_stay(one, TODAY - timedelta(days=number), None),
        "visit": lambda: make_visit(patient=one, starts=NOW + timedelta(hours=number)),
        "contact": lambda: Contact.objects.create(patient=one, kind="vk", value=str(number), preferred=number == 0, noted_at=NOW),
        "fact": lambda: Fact.objects.create(patient=one, kind="allergy", text=str(number), noted_at=NOW),
        "guardian": lambda: Guardian.objects.create(patient=one, person=other, name="x", relation="mother", noted_at=NOW),
        "apart": lambda: DistinctPerson.objects.create(patient=one, other=other, said_by=by, said_at=NOW, score=1),
    }
    # What the tables themselves refuse was never there.
    with suppress(IntegrityError), transaction.atomic():
        makers[kind]()


def _state() -> dict[str, list[dict[str, object]]]:
    found = {one.model._meta.label: list(one.rows.order_by("pk").values()) for one in attachments()}
    return {**found, "people": list(Patient.objects.order_by("pk").values())}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hung=HUNG, fields=st.tuples(FIELDS, FIELDS, FIELDS), merges=MERGES)
def test_merged_and_taken_apart_everything_is_as_it_was(liu_fang, hung, fields, merges) -> None:
    with transaction.atomic():
        people = [make_patient(surname_ru=surname, **given) for surname, given in zip(("Белова", "Ковалёва", ""), fields, strict=True)]
        for whose, kind, number in hung:
            _hang(people, whose, kind, number, liu_fang)
        before = _state()
        done = [one.pk for pair in merges if (one := _merged(people, pair, liu_fang))]
        assert done
        for merge_id in reversed(done):
            merging.unmerge(merge_id, by_id=liu_fang.pk, now=NOW)
        assert _state() == before
        transaction.set_rollback(True)


def _merged(people, pair, by):
    try:
        return merging.merge(people[pair[0]].pk, people[pair[1]].pk, by_id=by.pk, now=NOW, certain=True)
    except merging.MergedAway:
        return None

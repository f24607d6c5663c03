"""A stay rule changes: what the back office lets in, what it says, and what it never does unseen."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from patients.models import Stay, StayChange, StayRule
from tests.cast import client_of
from tests.make import make_patient, make_stay, make_user

pytestmark = pytest.mark.django_db
RECOUNT = reverse("admin:patients_stayrule_recount")


@pytest.fixture
def office():
    return client_of(make_user("admin", is_staff=True))


@pytest.fixture
def rule() -> StayRule:
    return StayRule.objects.create(
        code="free", name_en="visa-free", country="CN", nationality="RUS", document="ordinary passport", purposes=["tourism", "business"],
        max_days=30, count_from="day_after_entry", valid_from=date(2026, 1, 1), status="in_force", confidence="high",
        reviewed=date(2026, 11, 21), source="the ministry",
    )  # fmt: skip


@pytest.fixture
def stay(rule) -> Stay:
    entry = timezone.localdate() - timedelta(days=5)
    return make_stay(make_patient(), entry, entry + timedelta(days=30), rule=rule)


def edit(office, rule, **changes):
    url = reverse("admin:patients_stayrule_change", args=[rule.pk])
    form = office.get(url).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    given = {name: value for name, value in (data | changes).items() if value is not None}
    return office.post(url, {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}, follow=True)


@pytest.mark.parametrize("model", ["stayrule", "crossing", "region"])
def test_each_table_has_its_list_and_its_form(office, rule, model):
    assert office.get(reverse(f"admin:patients_{model}_changelist")).status_code == 200
    assert office.get(reverse(f"admin:patients_{model}_add")).status_code == 200


def test_an_edit_keeps_the_list_of_purposes(office, rule):
    edit(office, rule, note="read again")
    assert StayRule.objects.get().purposes == ["tourism", "business"]
    assert StayRule.objects.get().note == "read again"


@pytest.mark.parametrize(
    ("field", "value"),
    [("valid_to", "2025-12-31"), ("reviewed", "2099-01-01"), ("confidence", "low"), ("max_days", "-1"), ("valid_from", "")],
)
def test_what_cannot_be_is_refused(office, rule, field, value):
    answer = edit(office, rule, **{field: value})
    assert field in answer.context["adminform"].form.errors


def test_an_edit_moves_no_recorded_stay_and_says_how_many_it_would(office, rule, stay):
    answer = edit(office, rule, max_days="15")
    assert Stay.objects.get().last_day == stay.last_day
    assert any("1 " in str(message) for message in answer.context["messages"])


def test_stays_are_counted_again_with_a_reason(office, rule, stay):
    StayRule.objects.update(max_days=15)
    assert office.post(RECOUNT, {"stay": [stay.pk], "reason": ""}).status_code == 422
    office.post(RECOUNT, {"stay": [stay.pk], "reason": "notice of the ministry"})
    assert Stay.objects.get().last_day == stay.entry_date + timedelta(days=15)
    assert StayChange.objects.get().reason == "notice of the ministry"


def test_only_the_chosen_and_differing_stays_are_counted(office, rule, stay):
    StayRule.objects.update(max_days=15)
    office.post(RECOUNT, {"stay": ["0", "x", "9" * 30], "reason": "x"})
    assert not StayChange.objects.exists()


def test_a_typed_last_day_is_never_counted_away(office, rule, stay):
    Stay.objects.update(rule=None)
    StayRule.objects.update(max_days=15)
    assert office.get(RECOUNT).context["found"] == []


def test_overlapping_rules_are_flagged(office, rule):
    StayRule.objects.create(**{**{f.attname: getattr(rule, f.attname) for f in StayRule._meta.fields}, "id": None, "code": "again"})
    answer = edit(office, rule, note="x")
    assert any("again" in str(message) for message in answer.context["messages"])


def test_a_review_is_written_down_for_the_chosen_rules(office, rule):
    url = reverse("admin:patients_stayrule_changelist")
    office.post(url, {"action": "reviewed_today", "_selected_action": [rule.pk]})
    assert StayRule.objects.get().reviewed == timezone.localdate()


def test_without_the_right_nobody_counts_again(rule):
    assert client_of(make_user("reception", is_staff=True)).get(RECOUNT).status_code == 403

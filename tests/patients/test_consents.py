"""Yes, no and taking it back: the verbs."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db.models import OuterRef

from patients import consents
from patients.consents import ConsentRefused, Signing
from patients.merging import merge
from patients.models import Consent, ConsentSheet, Patient
from patients.signatures import SignatureRefused
from tests.make import NOW, make_consent, make_consent_text, make_guardian, make_patient
from tests.patients.test_signatures import DRAWN

pytestmark = pytest.mark.django_db
PAPER = Signing(token=UUID(int=1), way="paper", language="ru")
TABLET = Signing(token=UUID(int=2), way="drawn", language="ru", signature=DRAWN)
SPOKEN = Signing(token=UUID(int=3), way="spoken", language="ru")
BORN_IN_2015 = {"birth_date": date(2015, 5, 1)}


@pytest.fixture
def email(db):
    return make_consent_text("reminders_email")


@pytest.fixture
def publication(db):
    return make_consent_text("publication")


def states(patient, now=NOW):
    return {one.kind: one.state.value for one in consents.in_force(patient, now=now) if one.state.value != "not_asked"}


def record(patient, decisions, liu_fang, signing=PAPER, now=NOW):
    return consents.record(patient.pk, decisions, signing=signing, by_id=liu_fang.pk, now=now)


def test_one_sheet_holds_each_decision_with_version_language_time_witness_and_way(elena, liu_fang, email, publication):
    sheet = record(elena, {email.pk: True, publication.pk: False}, liu_fang, TABLET)
    assert (sheet.language, sheet.way, sheet.signature, sheet.signed_at, sheet.witness) == ("ru", "drawn", DRAWN, NOW, liu_fang)
    assert set(sheet.consents.values_list("text__kind", "text__version", "given")) == {
        ("reminders_email", 1, True),
        ("publication", 1, False),
    }
    assert states(elena) == {"reminders_email": "agreed", "publication": "refused"}


def test_the_second_of_two_clicks_writes_nothing(elena, liu_fang, email):
    first = record(elena, {email.pk: True}, liu_fang)
    assert record(elena, {email.pk: True}, liu_fang) == first
    assert (ConsentSheet.objects.count(), Consent.objects.count()) == (1, 1)


def test_somebody_elses_page_gives_no_sheet_of_another_patient(elena, liu_fang, email):
    record(elena, {email.pk: True}, liu_fang)
    other = make_patient()
    assert record(other, {email.pk: False}, liu_fang).patient == other


def test_the_last_word_counts_and_the_history_is_whole(elena, liu_fang, email):
    record(elena, {email.pk: True}, liu_fang)
    record(elena, {email.pk: False}, liu_fang, TABLET, now=NOW + timedelta(hours=1))
    assert states(elena, NOW + timedelta(hours=2)) == {"reminders_email": "refused"}
    assert Consent.objects.count() == 2


def test_withdrawing_is_one_step_and_says_who_and_how(elena, liu_fang, email):
    consent = record(elena, {email.pk: True}, liu_fang).consents.get()
    assert consents.withdraw(consent.pk, patient_id=elena.pk, way="spoken", by_id=liu_fang.pk, now=NOW)
    consent.refresh_from_db()
    assert (consent.withdrawn_at, consent.withdrawn_way, consent.withdrawn_by, consent.given) == (NOW, "spoken", liu_fang, True)
    assert states(elena) == {"reminders_email": "withdrawn"}


def test_withdrawing_again_or_for_somebody_else_or_a_no_changes_nothing(elena, liu_fang, email):
    taken_back, no = make_consent(elena, withdrawn=True), make_consent(elena, given=False)
    yes = make_consent(elena)
    for consent, owner in ((taken_back, elena), (no, elena), (yes, make_patient())):
        assert not consents.withdraw(consent.pk, patient_id=owner.pk, way="paper", by_id=liu_fang.pk, now=NOW)


def test_an_older_yes_does_not_come_back_to_life_when_the_later_one_is_withdrawn(elena, email):
    make_consent(elena, signed_at=NOW - timedelta(days=9))
    make_consent(elena, signed_at=NOW - timedelta(days=2), withdrawn=True)
    assert states(elena) == {"reminders_email": "withdrawn"}


@pytest.mark.parametrize(("asked", "code"), [({}, "nothing_decided"), ({999: True}, "text_changed")])
def test_an_empty_sheet_and_words_not_in_use_are_refused(elena, liu_fang, email, asked, code):
    with pytest.raises(ConsentRefused, match=code):
        record(elena, asked, liu_fang)
    assert not ConsentSheet.objects.exists()


def test_the_words_of_yesterday_cannot_be_signed_today(elena, liu_fang, email):
    make_consent_text("reminders_email", version=2)
    with pytest.raises(ConsentRefused, match="text_changed"):
        record(elena, {email.pk: True}, liu_fang)


def test_words_that_are_not_valid_yet_are_not_in_use(elena, liu_fang, email):
    make_consent_text("reminders_email", version=2, valid_from=date(2026, 11, 25))
    assert record(elena, {email.pk: True}, liu_fang)


def test_a_spoken_yes_is_enough_for_a_reminder_and_for_nothing_sensitive(elena, liu_fang, email, publication):
    assert record(elena, {email.pk: True}, liu_fang, SPOKEN).way == "spoken"
    with pytest.raises(ConsentRefused, match="needs_signature"):
        record(make_patient(), {email.pk: True, publication.pk: True}, liu_fang, SPOKEN)


def test_a_forged_signature_writes_nothing(elena, liu_fang, email):
    with pytest.raises(SignatureRefused):
        record(elena, {email.pk: True}, liu_fang, Signing(UUID(int=9), "drawn", "ru", signature='M 1 1 "/><script>'))
    assert not ConsentSheet.objects.exists()


def test_a_signature_on_paper_is_not_taken_from_the_screen(elena, liu_fang, email):
    sheet = record(elena, {email.pk: True}, liu_fang, Signing(UUID(int=9), "paper", "ru", signature="<script>"))
    assert not ConsentSheet.objects.get(pk=sheet.pk).signature


def test_a_minor_needs_somebody_who_decides(liu_fang, email):
    with pytest.raises(ConsentRefused, match="guardian_needed"):
        record(make_patient(**BORN_IN_2015), {email.pk: True}, liu_fang)


@pytest.mark.parametrize("changes", [{"proof_seen_at": None}, {"proof": "", "proof_seen_at": None}, {"ended_at": NOW}])
def test_a_guardian_whose_proof_nobody_saw_or_who_is_one_no_more_cannot_sign(liu_fang, email, changes):
    child = make_patient(**BORN_IN_2015)
    unfit = make_guardian(child, **changes)
    with pytest.raises(ConsentRefused, match="guardian_gone"):
        record(child, {email.pk: True}, liu_fang, Signing(UUID(int=5), "paper", "ru", guardian_id=unfit.pk))


def test_somebody_elses_mother_cannot_sign(liu_fang, email):
    stranger = make_guardian(make_patient())
    with pytest.raises(ConsentRefused, match="guardian_gone"):
        record(make_patient(**BORN_IN_2015), {email.pk: True}, liu_fang, Signing(UUID(int=5), "paper", "ru", guardian_id=stranger.pk))


def test_the_mother_signs_for_the_child_and_the_grown_child_is_asked_anew(liu_fang, email):
    child = make_patient(birth_date=date(2008, 12, 1))
    record(child, {email.pk: True}, liu_fang, Signing(UUID(int=5), "paper", "ru", guardian_id=make_guardian(child).pk))
    asked = {one.ask for one in consents.in_force(child, now=NOW + timedelta(days=10)) if one.kind == "reminders_email"}
    assert asked == {"has_grown"}


def test_who_has_no_birth_date_signs_alone(liu_fang, email):
    assert record(make_patient(birth_date=None), {email.pk: True}, liu_fang)


def test_reading_what_stands_costs_two_queries(elena, email, django_assert_num_queries):
    make_consent(elena)
    with django_assert_num_queries(2):
        assert [(one.label, one.agreed) for one in consents.in_force(elena, now=NOW)]


@pytest.mark.parametrize(("changes", "holds"), [({}, True), ({"given": False}, False), ({"withdrawn": True}, False), (None, None)])
def test_a_query_can_ask_who_agreed(elena, email, changes, holds):
    if changes is not None:
        make_consent(elena, **changes)
    asked = Patient.objects.annotate(said=consents.agreed("reminders_email", OuterRef("pk"))).values_list("said", flat=True)
    assert asked.get(pk=elena.pk) is holds


def test_what_was_signed_follows_when_two_records_become_one(elena, liu_fang, email):
    other = make_patient()
    make_consent(other, signed_at=NOW - timedelta(days=1))
    make_consent(elena, given=False, signed_at=NOW - timedelta(days=2))
    merge(elena.pk, other.pk, by_id=liu_fang.pk, now=NOW, certain=True)
    assert states(elena) == {"reminders_email": "agreed"}

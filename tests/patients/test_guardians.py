"""Who decides for a minor: the verbs."""

from dataclasses import replace
from datetime import date

import pytest

from patients import guardians
from patients.minors import NewGuardian
from patients.models import Guardian
from patients.plausibility import NewPatient
from patients.refusals import Implausible
from patients.registration import register
from tests.make import NOW, make_guardian, make_patient

pytestmark = pytest.mark.django_db
MOTHER = NewGuardian("ORLOVA NATALIA", "mother", phone="+79145554127", proof="passport", proof_detail="75 1234567", seen=True)


def note(patient, new, liu_fang):
    return guardians.note(patient.pk, new, by_id=liu_fang.pk, now=NOW)


def test_a_child_without_a_passport_is_registered_and_the_mother_speaks_for_it(liu_fang, elena):
    born = NewPatient(sex="F", birth_date=date(2019, 3, 1), surname_latin="KOVALEVA", given_latin="MARIA")
    child = register(born, by_id=liu_fang.pk, now=NOW)
    noted = note(child, replace(MOTHER, name="KOVALEVA ELENA", person_mrn=elena.mrn), liu_fang)
    assert guardians.is_under_age(child, now=NOW)
    assert (noted.person, list(guardians.who_may_sign(child.pk))) == (elena, [noted])


def test_the_number_of_the_proof_is_not_readable_in_the_database(elena, liu_fang):
    note(elena, MOTHER, liu_fang)
    assert Guardian.objects.extra(select={"raw": "proof_detail"}).values_list("raw", flat=True)[0] != MOTHER.proof_detail
    assert Guardian.objects.get().proof_detail == MOTHER.proof_detail


def test_the_same_guardian_is_noted_once(elena, liu_fang):
    assert note(elena, MOTHER, liu_fang) == note(elena, MOTHER, liu_fang)


def test_without_the_paper_she_is_noted_and_cannot_sign_until_it_is_seen(elena, liu_fang):
    noted = note(elena, NewGuardian("ORLOVA NATALIA", "mother"), liu_fang)
    assert not guardians.who_may_sign(elena.pk).exists()
    guardians.mark_seen(noted.pk, patient_id=elena.pk, proof="birth", proof_detail="", now=NOW)
    assert guardians.who_may_sign(elena.pk).get().proof == "birth"


def test_a_paper_that_does_not_show_the_relation_is_refused(elena):
    noted = make_guardian(elena, relation="accompanying", proof="", proof_seen_at=None)
    with pytest.raises(Implausible, match="proof_does_not_fit"):
        guardians.mark_seen(noted.pk, patient_id=elena.pk, proof="birth", proof_detail="", now=NOW)


def test_who_has_ended_decides_no_more_and_stays_in_the_table(elena):
    noted = make_guardian(elena)
    assert guardians.end(noted.pk, patient_id=elena.pk, now=NOW)
    assert not guardians.end(noted.pk, patient_id=elena.pk, now=NOW)
    assert (list(guardians.of(elena)), Guardian.objects.count()) == ([], 1)


def test_nobody_elses_guardian_is_ended_or_seen(elena):
    noted = make_guardian(elena)
    other = make_patient()
    assert not guardians.end(noted.pk, patient_id=other.pk, now=NOW)
    with pytest.raises(guardians.NotOfThisPatient):
        guardians.mark_seen(noted.pk, patient_id=other.pk, proof="birth", proof_detail="", now=NOW)


def test_nobody_is_her_own_guardian_and_no_child_and_no_ghost_is_one(elena, liu_fang):
    child = make_patient(birth_date=date(2015, 5, 1))
    for mrn, code in ((elena.mrn, "guardian_is_patient"), (child.mrn, "guardian_is_minor"), ("H99-99999", "guardian_unknown")):
        with pytest.raises(Implausible) as refused:
            note(elena, replace(MOTHER, person_mrn=mrn), liu_fang)
        assert refused.value.problems == {"person_mrn": code}

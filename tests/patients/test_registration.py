from dataclasses import replace
from datetime import date, timedelta

import pytest

from patients import registration, staying
from patients.models import DistinctPerson, IdentityDocument, Patient, StayRule
from patients.plausibility import NewDocument, NewFact, NewPatient, NewStay
from patients.refusals import AlreadyRegistered, Implausible, PossibleDuplicate, StayAlreadyRecorded
from tests.make import NOW, TODAY, make_patient, make_stay

NATALIA = NewPatient(
    sex="F",
    birth_date=date(1971, 3, 14),
    surname_latin="SOLOVEVA",
    given_latin="NATALIA",
    surname_ru="Соловьёва",
    given_ru="Наталья",
    patronymic_ru="Игоревна",
    document=NewDocument("758214639", expiry_date=date(2033, 8, 26)),
)


def _register(new=NATALIA, **changes):
    return registration.register(new, by_id=None, now=NOW, **changes)


def _rule(**changes):
    given = {
        "code": "cn-ru-visa-free", "country": "CN", "nationality": "RUS", "document": "ordinary passport", "max_days": 30,
        "count_from": "day_after_entry", "valid_from": date(2025, 9, 15), "status": "in_force", "confidence": "medium",
        "reviewed": date(2026, 11, 21), "source": "test",
    }  # fmt: skip
    return StayRule.objects.create(**given | changes)


def test_a_new_person_gets_the_next_record_number_of_the_year(db):
    first, second = (
        _register(),
        _register(replace(NATALIA, surname_ru="Белова", surname_latin="BELOVA", document=None, birth_date=date(1980, 1, 1))),
    )
    assert (first.mrn, second.mrn) == ("H26-00001", "H26-00002")


def test_the_passport_number_is_stored_encrypted_and_found_exactly(db):
    patient = _register()
    raw = IdentityDocument.objects.filter(patient=patient).extra(select={"raw": "number"}).values_list("raw", flat=True)[0]
    assert "758214639" not in raw
    assert registration.find_by_document(NewDocument("75 8214639".replace(" ", ""))) == patient


def test_the_same_passport_twice_is_refused_with_the_number_of_the_first(db):
    patient = _register()
    with pytest.raises(AlreadyRegistered) as refusal:
        _register(replace(NATALIA, surname_ru="Другая", surname_latin="DRUGAIA"), confirm_new=True)
    assert refusal.value.mrn == patient.mrn


def test_a_passport_written_under_a_former_key_is_still_found(db, settings):
    first = _register()
    settings.PASSPORT_HASH_KEYS = ["a new key that is long enough for it", *settings.PASSPORT_HASH_KEYS]
    settings.PASSPORT_HASH_KEY = settings.PASSPORT_HASH_KEYS[0]
    with pytest.raises(AlreadyRegistered) as refused:
        _register()
    assert refused.value.mrn == first.mrn


def test_somebody_who_is_the_same_stops_the_desk(db):
    patient = _register()
    with pytest.raises(PossibleDuplicate) as refusal:
        _register(replace(NATALIA, document=None))
    assert [candidate.mrn for candidate in refusal.value.candidates] == [patient.mrn]
    assert Patient.objects.count() == 1


def test_another_person_is_kept_with_who_said_so(liu_fang):
    _register()
    registration.register(replace(NATALIA, document=None), by_id=liu_fang.pk, now=NOW, confirm_new=True)
    assert DistinctPerson.objects.get().said_by == liu_fang


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"birth_date": date(2027, 1, 1)}, "birth_date", "birth_in_future"),
        ({"birth_date": date(1890, 1, 1)}, "birth_date", "birth_too_long_ago"),
        ({"birth_date": None}, "birth_date", "birth_missing"),
        ({"birth_date_partial": "1949"}, "birth_date", "birth_contradictory"),
        ({"stay": NewStay(TODAY + timedelta(days=1))}, "entry_date", "entry_in_future"),
        ({"stay": NewStay(date(1970, 1, 1))}, "entry_date", "entry_too_long_ago"),
        ({"stay": NewStay(TODAY, basis="visa")}, "last_day", "last_day_needed"),
        ({"stay": NewStay(TODAY, basis="visa", last_day=date(2026, 11, 1))}, "last_day", "last_day_before_entry"),
        ({"surname_ru": "А" * 10_000}, "surname_ru", "name_too_long"),
        ({"given_ru": "Ната\x00лья"}, "given_ru", "name_control"),
        ({"given_ru": "Наталья🙂"}, "given_ru", "name_signs"),
        ({"surname_latin": "Соловьёва"}, "surname_latin", "name_script"),
        ({"surname_latin": "", "given_latin": "", "surname_ru": "", "given_ru": ""}, "surname_latin", "name_missing"),
        ({"sex": ""}, "sex", "sex_missing"),
        ({"phone": "12"}, "phone", "phone_form"),
        ({"document": NewDocument("75")}, "document_number", "document_number_form"),
        ({"document": NewDocument("75123456")}, "document_number", "russian_passport_nine_digits"),
    ],
)
def test_what_cannot_be_true_is_named_beside_its_field(db, changes, field, code):
    with pytest.raises(Implausible) as refusal:
        _register(replace(NATALIA, **changes))
    assert refusal.value.problems == {field: code}
    assert not Patient.objects.exists()


@pytest.mark.parametrize("name", [{"given_latin": "SUKARNO"}, {"given_ru": "Ия"}])
def test_a_given_name_alone_is_enough_for_the_database_too(db, name):
    assert _register(NewPatient(sex="X", birth_date=date(1980, 1, 1), nationality="IDN", **name)).pk


def test_the_last_day_follows_from_the_rule_of_the_day_of_entry(db):
    _rule()
    patient = _register(replace(NATALIA, stay=NewStay(date(2026, 11, 20))))
    assert patient.stays.get().last_day == date(2026, 12, 20)


def test_an_unverified_rule_gives_no_last_day(db):
    _rule(status="unverified", confidence="low")
    patient = _register(replace(NATALIA, stay=NewStay(TODAY)))
    assert patient.stays.get().last_day is None


def test_a_visa_keeps_its_own_last_day(db):
    _rule(document="S2 visa", max_days=180, nationality="any")
    patient = _register(replace(NATALIA, stay=NewStay(TODAY, basis="visa", last_day=date(2026, 12, 1))))
    assert patient.stays.get().last_day == date(2026, 12, 1)


def test_one_entry_stamp_is_written_down_once(elena):
    make_stay(elena, entry_date=TODAY, last_day=None)
    with pytest.raises(StayAlreadyRecorded):
        staying.record_stay(elena.pk, NewStay(TODAY), by_id=None, now=NOW)


def test_what_must_be_known_is_kept_as_the_patient_said_it(db):
    patient = _register(replace(NATALIA, facts=(NewFact("allergy", "пенициллин"), NewFact("medicine", "Варфарин"))))
    assert sorted(patient.facts.values_list("kind", "text")) == [("allergy", "пенициллин"), ("medicine", "Варфарин")]


@pytest.mark.parametrize("typed", ["ковалёва", "Kovaleva", "ковалева елена", "elena kovaleva", "科瓦廖娃", "rjdfk`df", "H26-00077", "овал"])
def test_a_person_is_found_by_any_spelling(db, typed):
    patient = make_patient(mrn="H26-00077")
    make_patient(
        surname_ru="Петров", given_ru="Иван", patronymic_ru="", surname_latin="PETROV", given_latin="IVAN", chinese_name="伊万·彼得罗夫"
    )
    found = Patient.objects.search(typed)
    assert [one.mrn for one in found] == [patient.mrn]

import pytest
from django.urls import reverse

from clinic.herbs.models import Medicine
from patients import facts
from patients.chosen_facts import opened, sealed
from patients.models import Fact
from patients.plausibility import NewFact
from tests.cast import client_of
from tests.make import NOW, make_patient, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def diroton() -> Medicine:
    return Medicine.objects.create(code="lisinopril:x", inn="lisinopril", drug_class="antihypertensives", names_ru="лизиноприл;диротон")


PENICILLIN = NewFact("allergy", "пенициллин", text_zh="青霉素")


def test_the_same_words_are_noted_once(elena, liu_fang):
    for _click in range(2):
        facts.note(elena.pk, PENICILLIN, by_id=liu_fang.pk, now=NOW)
    assert list(elena.facts.values_list("kind", "text", "text_zh", "noted_by")) == [("allergy", "пенициллин", "青霉素", liu_fang.pk)]


def test_what_ended_may_begin_again_and_the_first_stays(elena, liu_fang):
    first = facts.note(elena.pk, PENICILLIN, by_id=liu_fang.pk, now=NOW)
    assert facts.end(first.pk, patient_id=elena.pk, now=NOW)
    facts.note(elena.pk, PENICILLIN, by_id=liu_fang.pk, now=NOW)
    assert [fact.ended_at for fact in elena.facts.order_by("pk")] == [NOW, None]


def test_nobody_elses_fact_can_be_ended(elena, liu_fang):
    fact = facts.note(elena.pk, PENICILLIN, by_id=liu_fang.pk, now=NOW)
    assert not facts.end(fact.pk, patient_id=make_patient().pk, now=NOW)


def test_a_pregnancy_needs_no_words_and_an_allergy_does(elena, liu_fang):
    assert facts.note(elena.pk, NewFact("pregnancy", ""), by_id=liu_fang.pk, now=NOW).text == "+"
    with pytest.raises(facts.FactEmpty):
        facts.note(elena.pk, NewFact("allergy", "  "), by_id=liu_fang.pk, now=NOW)


def test_the_page_says_beside_the_field_that_words_are_missing(elena, liu_fang):
    answer = client_of(liu_fang).post(reverse("patients:to_know", args=[elena.mrn]), {"kind": "allergy", "text": " "})
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"]


@pytest.mark.parametrize(
    ("role", "status"), [("reception", 200), ("practitioner", 200), ("pharmacist", 200), ("interpreter", 403), ("director", 403)]
)
def test_who_treats_or_receives_may_note(elena, role, status):
    assert client_of(make_user(role)).get(reverse("patients:to_know", args=[elena.mrn])).status_code == status


def test_what_ends_leaves_the_list(elena, liu_fang):
    fact = facts.note(elena.pk, PENICILLIN, by_id=liu_fang.pk, now=NOW)
    client_of(liu_fang).post(reverse("patients:end_fact", args=[elena.mrn, fact.pk]))
    assert not Fact.objects.filter(ended_at=None).exists()


def test_a_chosen_medicine_keeps_its_code_and_its_chinese_name(elena, liu_fang):
    seal = sealed(NewFact("medicine", "Диротон 10 мг", code="lisinopril", text_zh="降压药"))
    sent = {"kind": "medicine", "text": "диротон 10 мг", "chosen": seal}
    client_of(liu_fang).post(reverse("patients:to_know", args=[elena.mrn]), sent)
    assert list(elena.facts.values_list("code", "text_zh")) == [("lisinopril", "降压药")]


@pytest.mark.parametrize("chosen", ["nonsense", "a:b:c", "x" * 7000, "\u202e", "=" * 100])
def test_a_broken_seal_leaves_the_words_without_a_code(elena, liu_fang, chosen):
    client_of(liu_fang).post(reverse("patients:to_know", args=[elena.mrn]), {"kind": "medicine", "text": "Диротон", "chosen": chosen})
    assert list(elena.facts.values_list("text", "code")) == [("Диротон", "")]


def test_suggestions_come_by_post_with_their_seal(liu_fang, diroton):
    answer = client_of(liu_fang).post(reverse("desk:known_facts"), {"kind": "medicine", "q": "диротон 10"})
    assert [(one.text, opened(seal)[0].code) for one, seal in answer.context["options"]] == [("Диротон 10", "lisinopril")]
    assert client_of(liu_fang).get(reverse("desk:known_facts"), {"kind": "medicine", "q": "диротон"}).status_code == 405


def test_what_the_herb_check_does_not_know_is_told_on_the_page(elena, liu_fang, diroton):
    for text in ("лизиноприл", "какие-то капли"):
        facts.note(elena.pk, NewFact("medicine", text), by_id=liu_fang.pk, now=NOW)
    page = client_of(liu_fang).get(reverse("patients:to_know", args=[elena.mrn]))
    assert page.context["unknown"] == {elena.facts.get(text="какие-то капли").pk}


def test_what_two_records_said_alike_is_shown_once_and_ends_at_once(elena, liu_fang):
    for text, code in (("Пенициллин", ""), ("пенициллин", "penicillin")):  # the second came with a record that was merged
        Fact.objects.create(patient=elena, kind="allergy", text=text, code=code, noted_at=NOW)
    (shown,) = facts.once(elena.facts.order_by("pk"))
    assert shown.code == "penicillin"
    assert facts.end(shown.pk, patient_id=elena.pk, now=NOW)
    assert not elena.facts.filter(ended_at=None).exists()


def test_large_letters_are_the_same_words(elena, liu_fang):
    facts.note(elena.pk, PENICILLIN, by_id=liu_fang.pk, now=NOW)
    facts.note(elena.pk, NewFact("allergy", "ПЕНИЦИЛЛИН"), by_id=liu_fang.pk, now=NOW)
    assert elena.facts.count() == 1

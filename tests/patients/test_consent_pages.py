"""Consents and guardians over HTTP: who may, what a patient reads, what is kept, what a forged form gets."""

import re
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from patients.models import Consent, ConsentSheet, Guardian
from tests.cast import client_of
from tests.make import NOW, make_consent, make_consent_text, make_guardian, make_patient, make_user
from tests.patients.test_signatures import DRAWN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ordinary_tuesday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk(liu_fang):
    return client_of(liu_fang)


@pytest.fixture
def email(db):
    return make_consent_text("reminders_email")


@pytest.fixture
def publication(db):
    return make_consent_text("publication", title_ru="Публикация", title_zh_hans="公开")


@pytest.fixture
def child(db):
    return make_patient(birth_date=date(2015, 5, 1), mrn="H26-77777")


def sheet_of(patient):
    return reverse("patients:consent_sheet", args=[patient.mrn])


def answers(*said, **changes):
    given = {f"text_{text.pk}": answer for text, answer in said}
    return {"token": str(uuid4()), "language": "ru", "way": "drawn", "signature": DRAWN, **given, **changes}


def test_the_patient_reads_her_language_first_and_chinese_beside_it_with_nothing_ticked(desk, elena, email):
    page = desk.get(sheet_of(elena)).content.decode()
    assert page.index("Напоминания по почте") < page.index("电子邮件提醒")
    assert '<html lang="ru">' in page
    assert not re.search(r"<input[^>]*radio[^>]*checked", page)
    assert len(re.findall(r'type="radio"', page)) == 2


@pytest.mark.parametrize(
    ("language", "first", "second"), [("zh-hans", "电子邮件提醒", "Напоминания"), ("en", "Reminders by", "电子邮件提醒")]
)
def test_another_language_is_one_tap_away(desk, elena, email, language, first, second):
    page = desk.get(sheet_of(elena), {"language": language}).content.decode()
    assert page.index(first) < page.index(second)


def test_all_answers_of_a_sheet_are_kept_at_once_with_the_drawing(desk, elena, email, publication, liu_fang):
    answer = desk.post(sheet_of(elena), answers((email, "yes"), (publication, "no")))
    assert answer.url == reverse("patients:consents", args=[elena.mrn])
    sheet = ConsentSheet.objects.get()
    assert (sheet.signature, sheet.witness, sheet.language, sheet.consents.count()) == (DRAWN, liu_fang, "ru", 2)
    assert DRAWN in desk.get(answer.url).content.decode()


def test_two_clicks_are_one_sheet(desk, elena, email):
    sent = answers((email, "yes"))
    assert [desk.post(sheet_of(elena), sent).status_code for _click in range(2)] == [302, 302]
    assert Consent.objects.count() == 1


def test_what_was_left_open_is_not_kept_and_is_asked_next_time(desk, elena, email, publication):
    desk.post(sheet_of(elena), answers((email, "yes")))
    page = desk.get(sheet_of(elena)).content.decode()
    assert ("Публикация" in page, "Напоминания по почте" in page) == (True, False)


FORGED = [
    {"signature": ""},
    {"signature": 'M 1 1 L 2 2"/><script>alert(1)</script>'},
    {"signature": "M 1 1 " + "L 2 2 " * 5000},
    {"signature": "x" * 900_000},
    {"way": "spoken"},
    {"way": ""},
    {"token": "x"},
    {"language": "xx"},
    {"text_999": "yes"},
    {"guardian": "999"},
    {"guardian": "x"},
]


@pytest.mark.parametrize("changes", FORGED, ids=range(len(FORGED)))
def test_a_forged_form_is_answered_on_the_page_and_keeps_nothing(desk, elena, email, changes):
    answer = desk.post(sheet_of(elena), answers((email, "yes"), **changes))
    assert (answer.status_code, ConsentSheet.objects.count()) == (422, 0)
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("said", ["maybe", "", "1"])
def test_an_answer_is_yes_or_no(desk, elena, email, said):
    assert desk.post(sheet_of(elena), answers((email, said))).status_code == 422
    assert not Consent.objects.exists()


def test_a_refused_sheet_loses_neither_answer_nor_drawing(desk, elena, email, publication):
    make_consent_text("reminders_email", version=2)
    page = desk.post(sheet_of(elena), answers((email, "yes"), (publication, "no"))).content.decode()
    assert re.search(rf'name="text_{publication.pk}" value="no"[^>]*checked', page)
    assert DRAWN in page


def test_on_paper_no_drawing_is_needed(desk, elena, email):
    desk.post(sheet_of(elena), answers((email, "yes"), way="paper", signature=""))
    assert ConsentSheet.objects.get().way == "paper"


def test_a_child_cannot_sign_and_the_page_says_what_to_do(desk, child, email):
    answer = desk.post(sheet_of(child), answers((email, "yes")))
    assert (answer.status_code, Consent.objects.count()) == (422, 0)
    assert reverse("patients:guardians", args=[child.mrn]) in answer.content.decode()


def test_the_mother_signs_for_her_child(desk, child, email):
    mother = make_guardian(child)
    desk.post(sheet_of(child), answers((email, "yes"), guardian=mother.pk))
    assert ConsentSheet.objects.get().guardian == mother


def test_one_click_withdraws(desk, elena, email, liu_fang):
    consent = make_consent(elena)
    desk.post(reverse("patients:withdraw_consent", args=[elena.mrn, consent.pk]), {"way": "paper"})
    consent.refresh_from_db()
    assert (consent.withdrawn_way, consent.withdrawn_by, consent.withdrawn_at) == ("paper", liu_fang, NOW)


def test_somebody_elses_consent_is_not_found(desk, elena):
    other = make_consent()
    assert desk.post(reverse("patients:withdraw_consent", args=[elena.mrn, other.pk]), {"way": "paper"}).status_code == 404


def test_withdrawing_needs_a_post(desk, elena):
    address = reverse("patients:withdraw_consent", args=[elena.mrn, make_consent(elena).pk])
    assert desk.get(address).status_code == 405


@pytest.mark.parametrize(("role", "status"), [("reception", 200), ("practitioner", 200), ("interpreter", 403), ("director", 403)])
def test_who_may_ask_for_consents(elena, role, status):
    client = client_of(make_user(role))
    assert {client.get(reverse(f"patients:{door}", args=[elena.mrn])).status_code for door in ("consents", "consent_sheet")} == {status}


def test_a_stranger_sees_no_consents(stranger, elena):
    answer = stranger.get(reverse("patients:consents", args=[elena.mrn]))
    assert "/account/sign-in/" in answer["Location"]


def test_what_stands_and_its_history_are_on_one_page(desk, elena, publication):
    make_consent(elena, withdrawn=True)
    make_consent(elena, kind="publication", given=False)
    client_page = desk.get(reverse("patients:consents", args=[elena.mrn]))
    assert [(one.kind, str(one.state)) for one, _ask in client_page.context["stand"] if one.last] == [
        ("reminders_email", "withdrawn"),
        ("publication", "refused"),
    ]


NEW = {
    "name": "KOVALEVA ELENA",
    "relation": "mother",
    "phone": "8 914 555-41-27",
    "proof": "passport",
    "proof_detail": "75 1234567",
    "seen": "on",
}


def test_the_mother_of_a_child_is_noted_with_the_paper_that_lies_there(desk, child, elena):
    desk.post(reverse("patients:guardians", args=[child.mrn]), {**NEW, "person_mrn": elena.mrn.lower()})
    mother = Guardian.objects.get()
    assert (mother.person, mother.phone, mother.proof_seen_at, mother.proof_detail) == (elena, "+79145554127", NOW, "75 1234567")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "A\0B"}, "name"),
        ({"name": "A" * 10_000}, "name"),
        ({"relation": "aunt"}, "relation"),
        ({"relation": ""}, "relation"),
        ({"phone": "x"}, "phone"),
        ({"proof": "notary"}, "proof"),
        ({"proof": ""}, "proof"),
        ({"person_mrn": "H99-99999"}, "person_mrn"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(desk, child, changes, field):
    answer = desk.post(reverse("patients:guardians", args=[child.mrn]), {**NEW, **changes})
    assert (answer.status_code, list(answer.context["form"].errors), Guardian.objects.count()) == (422, [field], 0)


def test_a_patient_of_ours_is_found_in_any_script_and_fills_the_form(desk, child, elena):
    page = reverse("patients:guardians", args=[child.mrn])
    assert desk.get(page, {"who": "ковалёва"}).context["found"] == [elena]
    assert desk.get(page, {"person": elena.mrn}).context["form"]["name"].value() == "KOVALEVA ELENA"


def test_the_number_of_the_paper_is_for_whoever_may_see_passports(desk, child):
    make_guardian(child)
    assert "75 1234567" in desk.get(reverse("patients:guardians", args=[child.mrn])).content.decode()
    assert client_of(make_user("practitioner")).get(reverse("patients:guardians", args=[child.mrn])).status_code == 403


def test_a_paper_is_seen_later_and_a_guardian_ends(desk, child):
    noted = make_guardian(child, proof="", proof_seen_at=None)
    desk.post(reverse("patients:guardian_seen", args=[child.mrn, noted.pk]), {"proof": "birth", "proof_detail": "II-ЕР 123456"})
    noted.refresh_from_db()
    assert (noted.proof, noted.proof_seen_at) == ("birth", NOW)
    desk.post(reverse("patients:end_guardian", args=[child.mrn, noted.pk]))
    assert not Guardian.objects.filter(ended_at=None).exists()


def test_the_patients_page_says_what_is_missing(desk, child, email):
    page = desk.get(reverse("desk:patient", args=[child.mrn]))
    assert (page.context["consents"].to_ask, page.context["minor"], page.context["guardians"]) != ((), False, [])
    assert reverse("patients:consents", args=[child.mrn]) in page.content.decode()
    assert reverse("patients:guardians", args=[child.mrn]) in page.content.decode()


def test_the_same_token_for_two_patients_is_two_sheets(desk, elena, email):
    for patient in (elena, make_patient()):
        desk.post(sheet_of(patient), answers((email, "yes"), token=str(UUID(int=7))))
    assert ConsentSheet.objects.count() == 2


REGISTERED = {
    "surname_latin": "ORLOVA", "given_latin": "NATALIA", "birth_date": "1971-03-09", "sex": "F", "nationality": "RUS", "language": "ru",
    "basis": "visa_free", "other_contact": "orlova@example.org", "reminders": "on",
}  # fmt: skip


def messages_of(desk, **changes):
    answer = desk.post(reverse("patients:register"), {**REGISTERED, **changes})
    assert answer.status_code == 302
    return [str(message) for message in answer.wsgi_request._messages]


def test_the_tick_of_the_registration_is_a_spoken_yes_with_the_clerk_as_witness(desk, email, liu_fang):
    messages_of(desk)
    sheet = ConsentSheet.objects.get()
    assert (sheet.way, sheet.witness, sheet.language, sheet.consents.get().text) == ("spoken", liu_fang, "ru", email)


def test_without_the_tick_nobody_agreed(desk, email):
    messages_of(desk, reminders="")
    assert not ConsentSheet.objects.exists()


@pytest.mark.parametrize("changes", [{"birth_date": "2015-05-01"}, {"other_contact": ""}])
def test_a_tick_that_cannot_be_kept_never_keeps_anybody_from_being_registered(desk, email, changes):
    assert len(messages_of(desk, **changes)) >= 2
    assert not ConsentSheet.objects.exists()


def test_without_texts_in_use_a_tick_is_told_and_the_record_stands(desk):
    assert len(messages_of(desk)) == 2


@pytest.mark.parametrize(("born", "told"), [("2015-05-01", 2), ("1971-03-09", 1)])
def test_of_a_child_the_desk_is_told_to_note_who_decides(desk, email, born, told):
    assert len(messages_of(desk, birth_date=born, reminders="")) == told

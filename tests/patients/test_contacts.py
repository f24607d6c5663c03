import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from patients import contacts, reach
from patients.contacts import Relative
from patients.models import Contact, Correction, EmergencyContact, Patient
from patients.reach import Way
from patients.refusals import Implausible
from patients.time_zones import local_time
from tests.cast import client_of
from tests.make import NOW, make_patient, make_user

pytestmark = pytest.mark.django_db
TELEGRAM = Way("telegram", "elena_k")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8 914 555-41-27", "+79145554127"),
        ("914 555 41 27", "+79145554127"),
        ("+7 (914) 555-41-27", "+79145554127"),
        ("13945601234", "+8613945601234"),
        ("0086 139 4560 1234", "+8613945601234"),
        ("＋８６１３９４５６０１２３４", "+8613945601234"),
    ],
)
def test_a_phone_in_any_writing_becomes_one_number(typed, kept):
    assert reach.phone(typed) == kept


@pytest.mark.parametrize("typed", ["", "one two", "123", "8" * 400, "+7 914 555", "8 914 555 41 27 доб", "\0", "+", "1e5"])
def test_what_is_no_phone_is_refused(typed):
    with pytest.raises(reach.NotUnderstood):
        reach.phone(typed)


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("elena@mail.ru", "email", "elena@mail.ru"),
        ("@elena_k", "telegram", "elena_k"),
        ("https://t.me/elena_k", "telegram", "elena_k"),
        ("ВК: elena.k", "vk", "elena.k"),
        ("vk.com/id12345", "vk", "id12345"),
        ("WhatsApp +7 914 555-41-27", "whatsapp", "+79145554127"),
        ("макс 8 914 555-41-27", "max", "+79145554127"),
        ("微信 wxid_abc1", "wechat", "wxid_abc1"),
        ("8 914 555-41-27", "phone", "+79145554127"),
    ],
)
def test_the_kind_follows_from_how_it_is_written(typed, kind, value):
    assert reach.recognise(typed) == Way(kind, value)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("telegram", "a b"),
        ("telegram", "имя"),
        ("wechat", "12"),
        ("viber", "name"),
        ("email", "a@b"),
        ("email", "a@b..ru"),
        ("fax", "1"),
        ("vk", "<script>"),
    ],
)
def test_each_kind_refuses_what_cannot_be_its_name(kind, typed):
    with pytest.raises(reach.NotUnderstood):
        reach.way(kind, typed)


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", *Contact.Kind.values, "nonsense"]))
def test_whatever_is_typed_is_understood_or_refused(text, kind):
    try:
        found = reach.way(kind, text) if kind else reach.recognise(text)
    except reach.NotUnderstood:
        return
    assert found.kind in Contact.Kind.values
    assert 0 < len(found.value) <= reach.LONGEST
    assert found.value.isprintable()


@pytest.mark.parametrize(("number", "country"), [("+79145554127", "RU"), ("+77011234567", "KZ"), ("+8613945601234", "CN"), ("?", "")])
def test_the_country_is_that_of_the_sim(number, country):
    assert reach.country_of(number) == country


def test_two_clicks_make_one_contact(elena, liu_fang):
    for _click in range(2):
        contacts.add(elena.pk, TELEGRAM, by_id=liu_fang.pk, now=NOW)
    assert list(elena.contacts.values_list("kind", "value", "noted_by")) == [("telegram", "elena_k", liu_fang.pk)]


def test_what_the_record_has_already_is_no_further_way(liu_fang):
    patient = make_patient(phone="+79145554127")
    with pytest.raises(Implausible):
        contacts.add(patient.pk, Way("phone", "+79145554127"), by_id=liu_fang.pk, now=NOW)


def test_one_way_is_preferred_at_a_time_and_ending_it_frees_the_place(elena):
    first, second = (contacts.add(elena.pk, Way("vk", name), by_id=None, now=NOW) for name in ("one", "two"))
    contacts.prefer(elena.pk, first.pk)
    contacts.prefer(elena.pk, second.pk)
    assert list(elena.contacts.filter(preferred=True)) == [second]
    assert contacts.end(second.pk, patient_id=elena.pk, now=NOW)
    assert not elena.contacts.filter(preferred=True).exists()
    assert Contact.objects.count() == 2


def test_nobody_elses_contact_is_ended_or_preferred(elena):
    hers = contacts.add(elena.pk, TELEGRAM, by_id=None, now=NOW)
    other = make_patient()
    assert not contacts.end(hers.pk, patient_id=other.pk, now=NOW)
    contacts.prefer(other.pk, hers.pk)
    assert not Contact.objects.get().preferred


def test_a_second_phone_finds_the_patient(elena):
    contacts.add(elena.pk, reach.recognise("8 924 111-22-33"), by_id=None, now=NOW)
    assert Patient.objects.search("11-22-33") == [elena]


def test_a_relative_needs_a_name_and_a_phone(elena):
    with pytest.raises(Implausible) as told:
        contacts.add_relative(elena.pk, Relative(" ", "one"), by_id=None, now=NOW)
    assert told.value.problems == {"name": "relative_name", "phone": "phone_form"}
    for _click in range(2):
        contacts.add_relative(elena.pk, Relative("Ковалёв Пётр", "8 914 555-41-27", relation="муж"), by_id=None, now=NOW)
    assert EmergencyContact.objects.get().phone == "+79145554127"


@pytest.fixture
def page(elena, liu_fang):
    desk, address = client_of(liu_fang), reverse("patients:contacts", args=[elena.mrn])

    def post(**sent):
        return desk.post(address, sent)

    post.get = lambda: desk.get(address)
    return post


def test_the_page_puts_phone_and_home_right_and_keeps_what_stood_there(page, elena):
    seen = page.get().context["seen"]
    answer = page(what="reach", phone="8 914 555-41-27", email="e@mail.ru", language="ru", time_zone="Europe/Minsk", seen=seen)
    assert answer.status_code == 302
    assert (Patient.objects.get().phone, Patient.objects.get().time_zone) == ("+79145554127", "Europe/Minsk")
    assert set(Correction.objects.values_list("field", flat=True)) == {"phone", "email", "time_zone"}


def test_the_second_of_two_desks_is_told(page, elena):
    seen = page.get().context["seen"]
    Patient.objects.update(phone="+79240000000")
    answer = page(what="reach", phone="8 914 555-41-27", language="ru", seen=seen)
    assert (answer.status_code, Patient.objects.get().phone) == (422, "+79240000000")


@pytest.mark.parametrize(
    "sent",
    [
        {"what": "way", "value": "??"},
        {"what": "way", "kind": "telegram", "value": "a b"},
        {"what": "relative", "name": "1", "phone": "8 914 555-41-27"},
        {"what": "reach", "phone": "one", "language": "ru"},
        {"what": "reach", "time_zone": "Mars/Base", "language": "ru"},
        {"what": "reach", "language": "ru", "phone": "8 914 555-41-27", "seen": "[" * 900},
    ],
)
def test_what_is_wrong_is_told_on_the_page_and_nothing_is_written(page, sent):
    assert page(**sent).status_code == 422
    assert [model.objects.count() for model in (Contact, EmergencyContact, Correction)] == [0, 0, 0]


def test_the_page_shows_the_clock_at_home(page, elena):
    Patient.objects.update(time_zone="Asia/Kamchatka")
    there = page.get().context["there"]
    assert len(there) == len("14:20")
    assert [local_time(zone, NOW) for zone in ("Asia/Kamchatka", "Mars/Base", "")] == ["14:20", "", ""]


@pytest.mark.parametrize(("role", "status"), [("reception", 200), ("director", 403), ("interpreter", 403)])
def test_contacts_are_the_desks(elena, role, status):
    assert client_of(make_user(role)).get(reverse("patients:contacts", args=[elena.mrn])).status_code == status

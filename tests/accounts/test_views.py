"""Signing in, the first page, the language of the pages."""
import pytest
from django.urls import reverse

from clinic.accounts.models import User
from tests.cast import PASSWORD, client_of
from tests.make import make_user

pytestmark = pytest.mark.django_db
SPEAK = reverse("set_language")


def test_a_stranger_reads_the_sign_in_page_in_another_language(stranger) -> None:
    page = reverse("accounts:sign_in")
    assert stranger.post(SPEAK, {"language": "ru", "next": page}).url == page
    assert 'lang="ru"' in stranger.get(page).content.decode()


def test_a_language_once_chosen_is_remembered_for_the_person(liu_fang) -> None:
    client_of(liu_fang).post(SPEAK, {"language": "ru"})
    assert User.objects.get(pk=liu_fang.pk).language == "ru"


@pytest.mark.parametrize("language", ["xx", "", "\0", "zh-hant", "../../etc"])
def test_a_language_that_does_not_exist_changes_nothing(liu_fang, language) -> None:
    answer = client_of(liu_fang).post(SPEAK, {"language": language})
    assert (answer.url, answer.cookies.keys()) == ("/", {}.keys())
    assert User.objects.get(pk=liu_fang.pk).language == "zh-hans"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http://["])
def test_nobody_is_led_out_of_the_house(stranger, liu_fang, elsewhere) -> None:
    assert stranger.post(SPEAK, {"language": "ru", "next": elsewhere}).url == "/"
    liu_fang.set_password(PASSWORD)
    liu_fang.save()
    signed_in = stranger.post(reverse("accounts:sign_in"), {"username": "liufang", "password": PASSWORD, "next": elsewhere})
    assert signed_in.url == reverse("accounts:home")


def test_whoever_has_no_role_is_told_so_and_not_sent_in_circles() -> None:
    client = client_of(make_user())
    assert client.get(reverse("accounts:sign_in")).url == reverse("accounts:home")
    assert client.get(reverse("accounts:home")).status_code == 403


def test_a_closed_account_is_out_at_once(liu_fang) -> None:
    client = client_of(liu_fang)
    User.objects.filter(pk=liu_fang.pk).update(is_active=False)
    assert client.get(reverse("desk:today")).url.startswith(reverse("accounts:sign_in"))


def test_the_doors_of_the_demo_clinic_are_shut_in_a_real_one(stranger, liu_fang, settings) -> None:
    settings.DEMO = False
    assert stranger.post(reverse("accounts:demo_sign_in", args=["liufang"])).status_code == 404
    assert "liufang" not in stranger.get(reverse("accounts:sign_in")).content.decode()


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("reception", "desk:today"),
        ("coordinator", "desk:today"),
        ("interpreter", "my_day:day"),
        ("practitioner", "desk:today"),
        ("pharmacist", "plans:prescriptions"),
        ("director", "statistics:year"),
        ("admin", "desk:today"),
    ],
)
def test_each_role_begins_with_its_own_page(role, page) -> None:
    assert client_of(make_user(role)).get(reverse("accounts:home")).url == reverse(page)

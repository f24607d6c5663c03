"""The outbox at the desk."""
import pytest
from django.urls import reverse

from clinic.reminders.models import Reminder
from tests.cast import client_of
from tests.make import NOW, make_practitioner
from tests.reminders.conftest import EVENING, visit_tomorrow
from tests.reminders.test_sending import sweep

pytestmark = pytest.mark.django_db
BUDGET = 11  # of which session, user and rights are four


@pytest.fixture
def half_sent(mailbox, time_machine):
    """One reminder sent, one failed, ten minutes ago."""
    visit_tomorrow(email="here@example.org")
    visit_tomorrow(email="gone@example.org", practitioner=make_practitioner())
    mailbox.refuse["gone@example.org"] = "550 no such user"
    time_machine.move_to(EVENING)
    sweep(EVENING)
    return mailbox


def test_failed_ones_stand_first_and_say_why(half_sent, liu_fang):
    page = client_of(liu_fang).get(reverse("reminders:list"), headers={"accept-language": "en"}).content.decode()
    assert "The mail server refused the address (550)." in page
    rows = page.split("<tbody>")[-1].split("</tr>")
    assert "refused the address" in rows[0]
    assert "refused the address" not in rows[1]


def test_the_button_sends_it_again_at_once(half_sent, liu_fang, django_capture_on_commit_callbacks):
    half_sent.refuse.clear()
    failed = Reminder.objects.get(state="failed")
    with django_capture_on_commit_callbacks(execute=True):
        client_of(liu_fang).post(reverse("reminders:again", args=[failed.pk]))
    assert [message["To"] for message in half_sent.messages] == ["here@example.org", "gone@example.org"]


def test_patients_without_an_address_are_listed_for_the_telephone(liu_fang, time_machine):
    time_machine.move_to(NOW)
    visit_tomorrow(email="")
    assert "KOVALEVA" in client_of(liu_fang).get(reverse("reminders:list")).content.decode()


def test_the_page_costs_a_fixed_number_of_queries(half_sent, liu_fang, django_assert_max_num_queries):
    client = client_of(liu_fang)
    with django_assert_max_num_queries(BUDGET):
        client.get(reverse("reminders:list"))


def test_a_stranger_and_the_pharmacist_see_nothing(stranger, he_jing):
    assert client_of(he_jing).get(reverse("reminders:list")).status_code == 403
    assert stranger.get(reverse("reminders:list"))["Location"].startswith(reverse("accounts:sign_in"))


def test_sending_again_needs_a_post(half_sent, liu_fang):
    failed = Reminder.objects.get(state="failed")
    assert client_of(liu_fang).get(reverse("reminders:again", args=[failed.pk])).status_code == 405

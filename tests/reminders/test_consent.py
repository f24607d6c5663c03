"""Nobody is reminded over a way that she did not agree to."""

from datetime import timedelta

import pytest
from django.urls import reverse

from clinic.reminders import channels, sending, waiting
from clinic.reminders.models import Reminder
from patients.models import Consent
from tests.cast import client_of
from tests.make import NOW, heihe, make_consent, make_patient, make_practitioner
from tests.reminders.conftest import EVENING, visit_tomorrow
from tests.reminders.test_sending import sweep, the_reminder

pytestmark = pytest.mark.django_db
SAID = {"nobody asked": None, "no": {"given": False}, "taken back": {"withdrawn": True}}


def take_back():
    who = Consent.objects.select_related("sheet").get().sheet.witness
    Consent.objects.update(withdrawn_at=NOW, withdrawn_way="spoken", withdrawn_by=who)


@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_without_a_yes_nothing_is_promised_and_nothing_sent(mailbox, said):
    visit = visit_tomorrow(agreed=False)
    if said is not None:
        make_consent(visit.patient, **said)
    sweep()
    assert (mailbox.messages, Reminder.objects.count()) == ([], 0)


def test_a_later_no_outweighs_an_older_yes(mailbox):
    visit = visit_tomorrow()
    make_consent(visit.patient, given=False, signed_at=NOW)
    sweep()
    assert mailbox.messages == []


def test_a_yes_to_something_else_is_no_yes_to_mail(mailbox):
    make_consent(visit_tomorrow(agreed=False).patient, kind="treatment")
    sweep()
    assert mailbox.messages == []


def test_a_message_that_waits_is_dropped_when_the_yes_is_taken_back(mailbox):
    visit_tomorrow()
    sweep(heihe(17))
    take_back()
    sweep()
    assert (the_reminder().state, the_reminder().error, mailbox.messages) == ("cancelled", "no_consent", [])


def test_taken_back_while_the_sweep_runs_it_is_not_sent(mailbox):
    visit_tomorrow()
    sweep(heihe(17))
    take_back()
    Reminder.objects.update(next_try_at=EVENING)
    assert sending.deliver(the_reminder().pk, now=EVENING, send=channels.send) == "cancelled"
    assert (the_reminder().error, mailbox.messages) == ("no_consent", [])


def test_who_agrees_again_is_reminded_after_all(mailbox):
    visit = visit_tomorrow()
    sweep(heihe(17))
    take_back()
    sweep(heihe(17, 30))
    make_consent(visit.patient, signed_at=heihe(17, 40))
    sweep()
    assert (the_reminder().state, the_reminder().error, len(mailbox.messages)) == ("sent", "", 1)


def test_the_button_does_not_send_to_who_took_it_back(mailbox, liu_fang):
    visit_tomorrow()
    sweep()
    take_back()
    with pytest.raises(sending.NotAgreed):
        sending.send_again(the_reminder().pk, by_id=liu_fang.pk, now=EVENING)
    answer = client_of(liu_fang).post(reverse("reminders:again", args=[the_reminder().pk]), follow=True)
    assert answer.status_code == 200
    assert len(mailbox.messages) == 1


@pytest.mark.parametrize(
    ("email", "mail", "phone", "called"),
    [
        ("", None, None, True),
        ("a@example.org", None, None, True),
        ("a@example.org", True, None, False),
        ("a@example.org", False, None, False),
        ("a@example.org", False, True, True),
        ("a@example.org", None, False, False),
        ("", True, None, True),
    ],
)
def test_who_is_telephoned_instead(email, mail, phone, called):
    patient = make_patient(email=email)
    for kind, said in (("reminders_email", mail), ("reminders_phone", phone)):
        if said is not None:
            make_consent(patient, kind=kind, given=said)
    visit_tomorrow(patient=patient, agreed=False, practitioner=make_practitioner())
    assert waiting.to_telephone(NOW + timedelta(hours=1)).exists() is called

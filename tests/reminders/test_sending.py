"""The life of a reminder, against a real mail server."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from clinic.reminders import channels, due, sending, wording
from clinic.reminders.models import Reminder
from clinic.visits import scheduling
from clinic.visits.models import Visit
from tests.interpreters.make import make_booking
from tests.make import NOW, heihe, make_interpreter, make_practitioner, make_user, make_visit
from tests.reminders.conftest import EVENING, TOMORROW, visit_tomorrow

pytestmark = pytest.mark.django_db


def sweep(now=EVENING) -> None:
    call_command("send_due_reminders", "--now", now.isoformat())


def move(visit: Visit, *, hours: int) -> None:
    """To so many hours after the time it was booked for."""
    later = timedelta(hours=hours)
    window = {"window_starts": visit.window_starts + later, "window_ends": visit.window_ends + later}
    Visit.objects.filter(pk=visit.pk).update(starts=visit.starts + later, ends=visit.ends + later, **window)


def the_reminder() -> Reminder:
    return Reminder.objects.get()


def test_a_visit_tomorrow_is_mailed_in_the_evening(mailbox):
    visit_tomorrow()
    sweep()
    assert [message["To"] for message in mailbox.messages] == ["elena@example.org"]
    assert (the_reminder().state, the_reminder().sent_at) == ("sent", EVENING)


def test_before_six_it_is_planned_and_not_sent(mailbox):
    visit_tomorrow()
    sweep(heihe(17, 59))
    assert (the_reminder().state, mailbox.messages) == ("pending", [])


def test_a_second_sweep_sends_nothing_again(mailbox):
    visit_tomorrow()
    sweep()
    sweep(EVENING + timedelta(minutes=1))
    assert len(mailbox.messages) == 1


def test_a_sweep_that_was_missed_in_the_evening_is_caught_up_at_nine(mailbox):
    visit_tomorrow()
    sweep(heihe(23))
    assert mailbox.messages == []
    sweep(heihe(9, 1, day=TOMORROW))
    assert len(mailbox.messages) == 1


def test_a_cancelled_visit_is_not_announced(mailbox):
    visit = visit_tomorrow()
    sweep(heihe(17))
    Visit.objects.filter(pk=visit.pk).update(state="cancelled")
    sweep(heihe(17, 30))
    assert the_reminder().state == "cancelled"
    sweep()
    assert mailbox.messages == []


def test_a_visit_cancelled_while_the_sweep_runs_is_not_announced(mailbox):
    visit = visit_tomorrow()
    sweep(heihe(17))
    Visit.objects.filter(pk=visit.pk).update(state="cancelled")
    assert sending.deliver(the_reminder().pk, now=EVENING, send=channels.send) == "cancelled"
    assert mailbox.messages == []


def test_a_moved_visit_gets_a_new_reminder_with_the_new_time(mailbox):
    visit = visit_tomorrow()
    sweep()
    move(visit, hours=2)
    sweep(EVENING + timedelta(minutes=5))
    assert len(mailbox.messages) == 2
    assert "12:00" in text_of(mailbox.messages[1])


def test_a_visit_moved_back_is_told_again_because_the_last_message_was_wrong(mailbox):
    visit = visit_tomorrow()
    for minutes, hours in ((0, 0), (5, 2), (10, 0)):
        move(visit, hours=hours)
        sweep(EVENING + timedelta(minutes=minutes))
    assert ["10:00" in text_of(message) for message in mailbox.messages] == [True, False, True]


def test_a_patient_without_an_address_gets_no_row(mailbox):
    visit_tomorrow(email="")
    sweep()
    assert not Reminder.objects.exists()


def test_a_visit_booked_on_its_own_day_is_not_announced(mailbox):
    visit = visit_tomorrow()
    Visit.objects.filter(pk=visit.pk).update(booked_at=heihe(0, 5, day=TOMORROW))
    sweep(heihe(9, 30, day=TOMORROW))
    assert not Reminder.objects.exists()


def test_one_refused_address_harms_nobody_else(mailbox):
    visit_tomorrow(email="gone@example.org")
    visit_tomorrow(email="here@example.org", practitioner=make_practitioner())
    mailbox.refuse["gone@example.org"] = "550 no such user"
    sweep()
    states = dict(Reminder.objects.values_list("patient__email", "state"))
    assert states == {"gone@example.org": "failed", "here@example.org": "sent"}
    assert Reminder.objects.get(state="failed").error == "refused_550"


def test_a_server_that_is_busy_is_asked_again_after_a_minute(mailbox):
    visit_tomorrow()
    mailbox.refuse["elena@example.org"] = "451 try later"
    sweep()
    assert (the_reminder().state, the_reminder().next_try_at) == ("pending", EVENING + timedelta(minutes=1))
    mailbox.refuse.clear()
    sweep(EVENING + timedelta(minutes=1))
    assert the_reminder().state == "sent"


def test_after_five_attempts_the_desk_sees_a_failure(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    visit_tomorrow()
    for now in (EVENING, *(EVENING + timedelta(minutes=minutes) for minutes in (1, 6, 36, 156)), heihe(9, day=TOMORROW)):
        sweep(now)
    assert (the_reminder().state, the_reminder().attempts) == ("failed", due.MOST_ATTEMPTS)
    assert the_reminder().error in wording.TROUBLES


def test_of_two_who_claim_one_reminder_one_gets_it(mailbox):
    visit_tomorrow()
    sweep(heihe(17))
    Reminder.objects.update(next_try_at=EVENING)
    assert [sending.claim(the_reminder().pk, now=EVENING) for _ in range(2)] == [True, False]


def test_what_a_dead_worker_held_is_given_back_and_sent_under_the_same_message_id(mailbox):
    visit_tomorrow()
    sweep(heihe(17))

    def dies_after_sending(channel, message):
        channels.send(channel, message)
        raise SystemExit

    with pytest.raises(SystemExit):
        sending.deliver(the_reminder().pk, now=EVENING, send=dies_after_sending)
    assert the_reminder().state == "claimed"
    sweep(EVENING + due.STUCK_AFTER)
    assert the_reminder().state == "sent"
    assert len({message["Message-ID"] for message in mailbox.messages}) == 1


def test_a_claim_that_is_young_is_left_alone(mailbox):
    visit_tomorrow()
    sweep(heihe(17))
    sending.claim(the_reminder().pk, now=EVENING)
    sweep(EVENING + timedelta(minutes=9))
    assert the_reminder().state == "claimed"


def test_send_again_puts_a_failed_one_back_and_says_who(mailbox, liu_fang):
    visit_tomorrow()
    mailbox.refuse["elena@example.org"] = "550 no"
    sweep()
    mailbox.refuse.clear()
    sending.send_again(the_reminder().pk, by_id=liu_fang.pk, now=EVENING)
    sweep(EVENING)
    assert (the_reminder().state, the_reminder().planned_by, len(mailbox.messages)) == ("sent", liu_fang, 1)


def test_send_again_twice_is_one_message(mailbox, liu_fang):
    visit_tomorrow()
    sweep()
    sending.send_again(the_reminder().pk, by_id=liu_fang.pk, now=EVENING)
    with pytest.raises(sending.NothingToSend):
        sending.send_again(the_reminder().pk, by_id=liu_fang.pk, now=EVENING)


def test_the_message_is_plain_and_names_neither_person_nor_treatment(mailbox):
    visit_tomorrow()
    sweep()
    text = text_of(mailbox.messages[0])
    assert all(part in text for part in ("10:00", "11:00", "302"))
    assert not any(word in text + str(mailbox.messages[0]["Subject"]) for word in ("Ковалёва", "массаж", "туйна", "推拿", "отделение"))


def test_in_a_demo_the_message_goes_to_the_terminal_and_the_row_says_so(settings, capsys):
    settings.EMAIL_BACKEND = channels.CONSOLE
    visit_tomorrow()
    sweep()
    assert (the_reminder().channel, the_reminder().state) == ("console", "sent")
    assert "elena@example.org" in capsys.readouterr().out


def test_planning_reads_once_and_writes_once_for_any_number_of_visits(django_assert_num_queries):
    for hour in (10, 11, 12):
        visit_tomorrow(practitioner=make_practitioner(), email=f"a{hour}@example.org")
    with django_assert_num_queries(2):
        sending.plan_missing(NOW, channel="email")


def text_of(message) -> str:
    return message.get_payload(decode=True).decode()


def test_the_same_sweep_tells_interpreters_what_changed_in_their_day(mailbox, capsys):
    maria = make_interpreter(user=make_user("interpreter", email="maria@example.cn"))
    scheduling.assign(make_visit(starts=heihe(14)).pk, maria.pk, by_id=None, now=NOW)
    sweep(NOW + timedelta(minutes=11))
    assert [message["To"] for message in mailbox.messages] == ["maria@example.cn"]
    assert "1 interpreters told" in capsys.readouterr().out
    sweep(NOW + timedelta(minutes=12))
    assert len(mailbox.messages) == 1


def test_an_interpreter_whom_the_mail_server_refuses_holds_up_no_patient(mailbox, capsys):
    maria = make_interpreter(user=make_user("interpreter", email="maria@example.cn"))
    mailbox.refuse["maria@example.cn"] = "550 no such user"
    visit_tomorrow()
    make_booking(maria, "18:30", "18:40", booked_at=NOW)
    sweep()
    assert "1 sent, 1 interpreters not told" in capsys.readouterr().out

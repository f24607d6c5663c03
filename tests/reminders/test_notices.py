"""What an interpreter hears of changes in her day: on her page at once, by mail when she does not look."""

from datetime import timedelta

import pytest
from django.core import mail

from clinic.reminders import channels, notices
from clinic.reminders.models import StaffNotice
from clinic.reminders.sending import Refused
from clinic.visits import scheduling
from clinic.visits.progress import change_state
from interpreters import booking
from interpreters.models import Booking
from tests.make import NOW, heihe, make_interpreter, make_user, make_visit

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=11)
WEEKS_AGO = NOW - timedelta(days=14)


@pytest.fixture
def maria():
    return make_interpreter(user=make_user("interpreter", email="maria@example.cn", language="en"))


def kinds(who, *, now=LATER) -> list[str]:
    return [one.kind for one in notices.unseen(who.pk, now=now)]


def assigned(who, *, now=NOW, hour=14):
    return scheduling.assign(make_visit(starts=heihe(hour)).pk, who.pk if who else None, by_id=None, now=now)


def look(who, *, now=LATER) -> int:
    return notices.seen(who.pk, [one.key for one in notices.unseen(who.pk, now=now)], now=now)


def mails(*, now=LATER) -> list[str]:
    notices.tidy(now)
    notices.plan_missing(now)
    for who in notices.due_now(now):
        notices.deliver(who, now=now, channel="email", send=channels.send)
    return [one.body for one in mail.outbox]


def test_a_window_given_today_is_news_and_says_where_and_which(maria):
    visit = assigned(maria)
    (one,) = notices.unseen(maria.pk, now=LATER)
    assert (one.kind, one.place, one.starts, one.ticket, one.visit) == ("assigned", "302", heihe(14), visit.ticket, visit.pk)


def test_what_was_booked_before_the_day_was_known_is_no_news(maria):
    assigned(maria, now=WEEKS_AGO)
    assert kinds(maria) == []


def test_a_window_of_next_week_is_no_news_today(maria):
    scheduling.assign(make_visit(starts=heihe(14) + timedelta(days=7)).pk, maria.pk, by_id=None, now=NOW)
    assert kinds(maria) == []


def test_what_was_known_and_is_taken_away_is_news(maria):
    visit = assigned(maria, now=WEEKS_AGO)
    scheduling.assign(visit.pk, None, by_id=None, now=NOW)
    assert kinds(maria) == ["taken_away"]


def test_a_patient_who_does_not_come_takes_the_window_away(maria):
    visit = assigned(maria, now=WEEKS_AGO)
    change_state(visit.pk, "cancelled", seen="booked", by_id=make_user().pk, now=NOW)
    assert kinds(maria) == ["taken_away"]


def test_what_came_and_went_before_she_heard_of_it_is_no_news(maria):
    visit = assigned(maria)
    scheduling.assign(visit.pk, None, by_id=None, now=NOW)
    assert kinds(maria) == []


def test_what_she_has_seen_and_then_lost_is_news(maria):
    visit = assigned(maria)
    assert look(maria) == 1
    scheduling.assign(visit.pk, None, by_id=None, now=LATER)
    assert kinds(maria) == ["taken_away"]


def test_taken_away_and_given_again_is_no_news(maria):
    visit = assigned(maria, now=WEEKS_AGO)
    scheduling.assign(visit.pk, None, by_id=None, now=NOW)
    scheduling.assign(visit.pk, maria.pk, by_id=None, now=NOW)
    assert kinds(maria) == []


def test_a_window_that_moved_is_news_again_after_it_was_seen(maria):
    visit = assigned(maria)
    look(maria)
    booking.move(visit.booking_id, starts=heihe(15), ends=heihe(15, 10), place="302", by_id=None, now=LATER)
    assert kinds(maria) == ["moved"]


def test_what_she_did_herself_is_no_news(maria):
    scheduling.assign(make_visit(starts=heihe(14)).pk, maria.pk, by_id=maria.user_id, now=NOW)
    assert kinds(maria) == []


def test_what_is_over_is_no_news(maria):
    assigned(maria)
    assert kinds(maria, now=heihe(14, 10)) == []


def test_the_closing_window_is_told_with_its_visit(maria):
    visit = make_visit(starts=heihe(14), closing_starts=heihe(14, 20), closing_ends=heihe(14, 30))
    scheduling.assign(visit.pk, maria.pk, by_id=None, now=NOW)
    assert [one.ticket for one in notices.unseen(maria.pk, now=LATER)] == [visit.ticket, visit.ticket]


def test_nobody_sees_or_marks_what_is_anothers(maria):
    other = make_interpreter()
    assigned(maria)
    (one,) = notices.unseen(maria.pk, now=LATER)
    assert (notices.unseen(other.pk, now=LATER), notices.seen(other.pk, [one.key], now=LATER)) == ((), 0)
    assert kinds(maria) == ["assigned"]


def test_the_coordinator_sees_who_has_not_looked(maria):
    make_interpreter()
    assigned(maria)
    assert {who: len(hers) for who, hers in notices.unseen_by_all(now=LATER).items()} == {maria.pk: 1}


def test_who_does_not_look_gets_one_mail_without_a_name(maria):
    first, second = assigned(maria), assigned(maria, hour=15)
    (body,) = mails()
    assert all(said in body for said in (first.ticket, second.ticket, "302", "14:00–14:10", "15:00–15:10"))
    assert "Ковал" not in body and "KOVAL" not in body and first.patient.mrn not in body  # noqa: PT018 - one statement about one text


def test_who_has_looked_gets_no_mail(maria):
    assigned(maria)
    look(maria)
    assert mails() == []


def test_a_mail_waits_for_her_to_look(maria):
    assigned(maria)
    assert mails(now=NOW + timedelta(minutes=9)) == []


def test_a_mail_goes_once_and_stays_unseen_on_her_page(maria):
    assigned(maria)
    mails()
    assert len(mails(now=LATER + timedelta(minutes=1))) == 1
    assert kinds(maria) == ["assigned"]


def test_looking_after_the_mail_was_sent_makes_it_seen(maria):
    assigned(maria)
    mails()
    look(maria)
    assert kinds(maria) == []


def test_a_mail_that_fails_is_tried_again_and_holds_up_nobody(maria):
    other = make_interpreter(user=make_user("interpreter", email="other@example.cn"))
    assigned(maria)
    assigned(other, hour=15)
    notices.plan_missing(LATER)

    def broken_for_maria(channel, message):
        if message.to.startswith("maria"):
            raise ConnectionRefusedError
        channels.send(channel, message)

    sent = [notices.deliver(who, now=LATER, channel="email", send=broken_for_maria) for who in notices.due_now(LATER)]
    assert sorted(sent) == [0, 1]
    assert StaffNotice.objects.get(interpreter=maria).error == "ConnectionRefusedError"
    assert len(mails(now=LATER + timedelta(minutes=2))) == 2


def test_an_address_that_is_refused_is_not_tried_again(maria):
    assigned(maria)
    notices.plan_missing(LATER)

    def refuse(channel, message):
        raise Refused("refused_550")

    notices.deliver(maria.pk, now=LATER, channel="email", send=refuse)
    assert (StaffNotice.objects.get().state, notices.due_now(LATER + timedelta(hours=1))) == ("failed", [])


def test_a_worker_that_died_leaves_its_mail_to_the_next(maria):
    assigned(maria)
    notices.plan_missing(LATER)
    StaffNotice.objects.update(state="claimed", claimed_at=LATER, attempts=1)
    assert mails(now=LATER + timedelta(minutes=5)) == []
    assert len(mails(now=LATER + timedelta(minutes=11))) == 1


def test_a_mail_that_comes_too_late_is_not_sent(maria):
    assigned(maria)
    notices.plan_missing(LATER)
    assert mails(now=heihe(14, 20)) == []
    assert StaffNotice.objects.get().state == "expired"


@pytest.mark.parametrize("windows", [1, 12])
def test_looking_costs_the_same_queries_for_any_day(maria, windows, django_assert_num_queries):
    for number in range(windows):
        scheduling.assign(make_visit(starts=heihe(12 + number // 4, number % 4 * 15)).pk, maria.pk, by_id=None, now=NOW)
    assert Booking.objects.count() == windows
    with django_assert_num_queries(2):
        notices.unseen(maria.pk, now=LATER)

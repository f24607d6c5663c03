"""An interpreter between thick walls: the network goes, her day stays, and what she tapped arrives once."""

from collections.abc import Callable, Generator
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page

from clinic.accounts.models import User
from clinic.my_day.models import Tap
from clinic.visits.models import Visit
from interpreters.models import Booking, Interpreter
from tests.cast import client_of
from tests.journeys.browser import PHONE, sign_in
from tests.make import make_patient, make_visit

KEPT = """async () => {
  const pages = await Promise.all(["/my-day/", "/my-day/phrases/"].map((page) => caches.match(page)));
  return Boolean(navigator.serviceWorker.controller) && pages.every(Boolean);
}"""
LEFT = """async () => [
  (await caches.keys()).length,
  (await indexedDB.databases()).length,
  (await navigator.serviceWorker.getRegistrations()).length,
]"""

AGED = """async () => {
  const pages = await caches.open(qiaoTaps.PAGES);
  const kept = await pages.match("/my-day/phrases/");
  const headers = new Headers(kept.headers);
  headers.set("X-Kept-At", String(Date.now() - 15 * 3600 * 1000));
  await pages.put("/my-day/phrases/", new Response(await kept.text(), { headers }));
}"""
AGE = "async () => Date.now() - Number((await caches.match('/my-day/phrases/')).headers.get('X-Kept-At'))"
FOREIGN = """async () => {
  const pages = await caches.open(qiaoTaps.PAGES);
  await pages.put("/my-day/", new Response("<p>yesterday</p>", { headers: { "X-Shown": "other" } }));
}"""


def soon(page: Page, what: Callable[[], bool]) -> bool:
    """Whether it comes true within ten seconds (`wait_for_function` takes the promise of an answer for the answer)."""
    for _ in range(100):
        if what():
            return True
        page.wait_for_timeout(100)
    return False


@pytest.fixture
def phone(browser, live_server, house) -> Generator[BrowserContext]:
    context = browser.new_context(viewport=PHONE, base_url=live_server.url, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def two_visits(house) -> list[Visit]:
    """Hers from now on, and nobody else's."""
    now, hers = timezone.now(), Interpreter.objects.get(user__username="wangli")
    Booking.objects.filter(interpreter=hers).update(released_at=now)
    made = []
    for number, (surname, given) in enumerate((("Щедрина", "Анна"), ("Юдина", "Вера"))):
        starts = now + timedelta(minutes=2 + 25 * number)
        given_times = {"starts": starts, "ends": starts + timedelta(minutes=20)}
        booking = Booking.objects.create(interpreter=hers, place="302", booked_at=now, **given_times)
        patient = make_patient(mrn=f"T26-{booking.pk:05d}", surname_ru=surname, given_ru=given, patronymic_ru="Петровна")
        made.append(
            make_visit(
                ticket=f"T-{booking.pk}", state="arrived", booking=booking, patient=patient, window_ends=given_times["ends"], **given_times
            )
        )
    return made


@pytest.fixture
def day(phone, two_visits) -> Page:
    """Her day, kept for the hours without a network."""
    page = phone.new_page()
    sign_in(page, "wangli", language="zh-hans")
    page.goto("/my-day/")
    assert soon(page, lambda: page.evaluate(KEPT))
    return page


def test_taps_made_without_a_network_arrive_once(phone, day, two_visits):
    phone.set_offline(True)
    day.reload()
    day.locator("#started:enabled").click()
    day.locator("#finished:enabled").click()
    day.locator(".turn.next", has_text="Вера Петровна").wait_for()
    assert Tap.objects.count() == 0
    day.reload()
    day.locator(".turn.next", has_text="Вера Петровна").wait_for()
    phone.set_offline(False)
    assert soon(day, lambda: Tap.objects.count() == 2)
    day.locator("#fresh.jade").wait_for()
    two_visits[0].refresh_from_db()
    booking = Booking.objects.get(pk=two_visits[0].booking_id)
    assert (two_visits[0].state, booking.started_at < booking.ended_at) == ("done", True)


def test_the_last_known_day_says_of_when_it_is_and_the_phrasebook_is_there(phone, day):
    phone.set_offline(True)
    day.reload()
    assert "Анна Петровна" in day.locator(".turn.next").inner_text()
    day.locator("#fresh.amber").wait_for()
    day.goto("/my-day/phrases/")
    day.locator("#seek").fill("болит")
    assert 0 < day.locator(".shelf dl > div:visible").count() < 10


def test_late_and_help_reach_the_desk_and_the_answer_comes_back(day, enter, two_visits):
    day.locator("#late summary").click()
    day.locator("#late button[value=late-10]").click()
    day.locator("#help").click()
    desk = enter("sunjiaqi")
    desk.goto("/desk/")
    desk.locator(".alarm a", has_text="Щедрина").wait_for()
    desk.locator(".alarm button").click()
    desk.locator(".alarm button").wait_for(state="detached")
    day.locator("#call.answered").wait_for(timeout=15_000)


def test_a_tap_on_what_the_desk_changed_meanwhile_is_told_in_words(phone, day, two_visits):
    phone.set_offline(True)
    day.locator("#started:enabled").click()
    Visit.objects.filter(pk=two_visits[0].pk).update(state="no_show")
    phone.set_offline(False)
    day.locator("#refused li").first.wait_for()
    two_visits[0].refresh_from_db()
    assert (two_visits[0].state, Tap.objects.get().answer) == ("no_show", "refused")


def test_nothing_stays_on_the_phone_when_she_signs_out(phone, day):
    day.locator("details.me summary").click()
    day.locator("form[action*='sign-out'] button").click()
    day.wait_for_url("**/sign-in/**")
    kept = day.evaluate(LEFT)
    assert kept == [0, 0, 0]


def test_another_interpreter_finds_nothing_of_the_first(phone, day, live_server):
    day.goto("about:blank")  # what is on its way would bring a cookie back
    phone.clear_cookies()
    sign_in(day, "sunjiaqi", language="zh-hans")
    day.goto("/my-day/")
    day.wait_for_timeout(500)
    kept = day.evaluate("async () => (await caches.match('/my-day/'))?.text() ?? ''")
    assert "Анна Петровна" not in kept


def test_a_session_that_ended_takes_neither_the_day_nor_what_was_tapped(phone, day, two_visits):
    Session.objects.all().delete()
    day.locator("#started:enabled").click()
    day.locator("#refused li").wait_for()
    day.evaluate("document.getElementById('my-day').dispatchEvent(new CustomEvent('refresh'))")
    day.wait_for_timeout(1000)
    assert ("Анна Петровна" in day.locator(".turn.next").inner_text(), Tap.objects.count()) == (True, 0)
    day.reload()
    sign_in(day, "wangli", language="zh-hans")
    day.goto("/my-day/")
    assert soon(day, lambda: Tap.objects.count() == 1)


def test_where_nothing_can_be_stored_the_buttons_work_all_the_same(phone, two_visits):
    phone.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };")
    page = phone.new_page()
    sign_in(page, "wangli", language="zh-hans")
    page.goto("/my-day/")
    page.locator("#started:enabled").click()
    page.locator("#finished:enabled").click()
    assert soon(page, lambda: Tap.objects.count() == 2)


def test_storage_that_fills_up_while_she_works_loses_no_tap(phone, day):
    day.evaluate("() => void (IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); })")
    day.locator("#started:enabled").click()
    assert soon(day, lambda: Tap.objects.count() == 1)


def test_a_page_of_the_first_that_still_stands_open_becomes_the_seconds(phone, day, live_server):
    other = User.objects.get(username="sunjiaqi")
    session = client_of(other).cookies["qiao_session"].value
    phone.add_cookies([{"name": "qiao_session", "value": session, "url": live_server.url}])
    day.evaluate("document.getElementById('my-day')?.dispatchEvent(new CustomEvent('refresh'))")
    assert soon(day, lambda: day.locator(".turn", has_text="Анна Петровна").count() == 0)
    assert day.locator("#taps").get_attribute("data-user") == str(other.pk)


def test_signing_out_without_a_network_clears_the_phone_and_says_that_she_is_not_out(phone, day):
    phone.set_offline(True)
    day.locator("details.me summary").click()
    day.locator("form[action*='sign-out'] button").click()
    day.locator("#my-day > .call").wait_for()
    assert day.evaluate("async () => Boolean(await caches.match('/my-day/'))") is False


def test_the_phrasebook_is_kept_anew_before_it_is_too_old(phone, day):
    day.wait_for_timeout(1500)  # what the first visit fetches has come
    day.evaluate(AGED)
    day.reload()
    assert soon(day, lambda: day.evaluate(AGE) < 60_000)


def test_a_page_kept_under_another_version_is_not_taken_for_the_one_that_asks(phone, day):
    day.evaluate(FOREIGN)
    day.evaluate("fetch(document.getElementById('my-day').getAttribute('hx-get'))")
    assert soon(day, lambda: "Анна Петровна" in day.evaluate("async () => (await caches.match('/my-day/')).text()"))

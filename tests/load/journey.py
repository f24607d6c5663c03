"""Journey 1 by the clock, in a real browser at the served clinic: `python -m tests.load.journey [times]`.

A new patient from the passport to the slip, and a known one from her name to the slip, in Chinese and in Russian. Counted are fields
typed, keystrokes and clicks; measured are the machine's seconds; the estimate adds 0.3 s a keystroke and 1.2 s a click (a plain
keystroke-level model: no time for thinking, asking or turning pages). The clinic is a demo of its own, opened by ./run's supervisor.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import django
from django.apps import apps
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.browser import CHROMIUM, COUNTER, QUIET, sign_in
from tests.journeys.hand import Hand, find_known, register_new
from tests.journeys.pictures import clinic, surroundings

LANGUAGES = ("zh-hans", "ru")
SURNAMES = ("SOLOVEVA", "GROMOVA", "ZHDANOVA", "PETRENKO", "ANTONOVA", "BELKINA", "TIKHONOVA", "ORLOVA", "MAKAROVA", "SHUBINA")
ROW = "| {name} | {fields:.0f} | {keys:.0f} | {clicks:.0f} | {machine:.1f} | {estimate:.0f} |"


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory(prefix="qiao-journey-") as folder, clinic(Path(folder)) as address:
        os.environ |= surroundings(Path(folder)) | {"DJANGO_SETTINGS_MODULE": "clinic.settings"}
        django.setup()
        here, again = (_known(times * len(LANGUAGES), here=one) for one in (True, False))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            print(
                "\n| journey, median of",
                times,
                "| fields typed | keystrokes | clicks | machine, s | estimate, s |\n|---|---|---|---|---|---|",
            )
            for at, language in enumerate(LANGUAGES):
                new = [_new(SURNAMES[at * times + number], number + at * times) for number in range(times)]
                print(_row(f"new, passport in hand, {language}", _all(browser, address, language, new)), flush=True)
                for name, people, entered in (("known", here, False), ("known, a new entry", again, True)):
                    mine = [_found(*one, language=language, entered=entered) for one in people[at::2]]
                    print(_row(f"{name}, by name, {language}", _all(browser, address, language, mine)), flush=True)
            browser.close()
    return 0


def _all(browser: Browser, address: str, language: str, journeys: list[Callable[[Hand], None]]) -> list[Hand]:
    """Each begins on the desk's own page; the first one warms the clinic up and is not counted twice."""
    context = browser.new_context(viewport=COUNTER, base_url=address, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, "liufang", language=language)
    hands = []
    for journey in journeys:
        page.goto("/desk/")
        page.wait_for_load_state("networkidle")
        hands.append(_done(page, journey))
    context.close()
    return hands


def _done(page: Page, journey: Callable[[Hand], None]) -> Hand:
    hand = Hand(page)
    journey(hand)
    for other in page.context.pages:
        if other != page:
            other.close()
    return hand


def _new(surname: str, number: int) -> Callable[[Hand], None]:
    entered = (timezone.localdate() - timedelta(days=2)).isoformat()
    given = {"patronymic": "Игоревна", "entered": entered, "phone": f"8914555{4100 + number}", "complaint": "болит шея"}
    return lambda hand: register_new(hand, lines=_passport(surname, number), **given)


def _found(surname_latin: str, surname_ru: str, mrn: str, *, language: str, entered: bool) -> Callable[[Hand], None]:
    """Chinese staff type what the passport shows, Russian speakers the name: its first five letters."""
    typed = surname_ru[:5] if language == "ru" else surname_latin[:5].lower()
    stamp = timezone.localdate().isoformat() if entered else ""
    return lambda hand: find_known(hand, typed, mrn, entered=stamp)


def _known(count: int, *, here: bool) -> list[tuple[str, str, str]]:
    """People treated before, in a stay that goes on or over, with nothing booked, whom five letters show among the eight of the box."""
    patients = apps.get_model("patients", "Patient").objects
    today = timezone.localdate()
    in_stay = {"stays__last_day__gte": today, "stays__entry_date__lte": today, "stays__left_on": None}
    seen = patients.filter(visits__state="done").exclude(visits__day__gte=today)
    seen = seen.filter(**in_stay) if here else seen.exclude(stays__last_day__gte=today)
    found = []
    for one in seen.distinct().order_by("-pk"):
        shown = [patients.search(start, limit=8) for start in (one.surname_ru[:5], one.surname_latin[:5])]
        if all(one in people for people in shown):
            found.append((one.surname_latin, one.surname_ru, one.mrn))
        if len(found) == count:
            break
    return found


def _passport(surname: str, number: int) -> tuple[str, str]:
    """Two lines of a Russian passport nobody holds, with their check digits."""
    document, born, until = f"7598{number:05d}", f"71{number % 9 + 1:02d}14", "330826"
    checked = [part + _digit(part) for part in (document, born, until)]
    second = f"{checked[0]}RUS{checked[1]}F{checked[2]}" + "<" * 14 + "0"
    return f"P<RUS{surname}<<NATALIA".ljust(44, "<"), second + _digit(second[:10] + second[13:20] + second[21:43])


def _digit(text: str) -> str:
    """ICAO Doc 9303: weights 7, 3, 1."""
    values = [0 if sign == "<" else int(sign, 36) for sign in text]
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def _row(name: str, hands: list[Hand]) -> str:
    middle = {
        what: statistics.median(getattr(hand, what) for hand in hands) for what in ("fields", "keys", "clicks", "machine", "estimate")
    }
    return ROW.format(name=name, **middle)


if __name__ == "__main__":
    sys.exit(main())

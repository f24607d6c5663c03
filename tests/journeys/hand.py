"""A receptionist's hands: what she types, presses and clicks is counted, and the seconds in which she waits for the machine.

The estimate is the keystroke-level model in its plainest form: a stated time for each keystroke and each click, no time for
thinking or asking, plus the machine's own seconds. What a passport reader types is nobody's keystroke.
"""

import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.browser import LINES
from tests.journeys.wedge import scan

SECONDS_A_KEY = 0.3
SECONDS_A_CLICK = 1.2


@dataclass
class Hand:
    page: Page
    fields: int = 0
    keys: int = 0
    clicks: int = 0
    machine: float = 0.0

    @property
    def estimate(self) -> float:
        """Seconds of hand and machine together."""
        return self.keys * SECONDS_A_KEY + self.clicks * SECONDS_A_CLICK + self.machine

    def type(self, text: str) -> None:
        """One field's worth of keys where the cursor stands."""
        self.fields += 1
        self.keys += len(text)
        self.page.keyboard.type(text)

    def fill(self, selector: str, text: str) -> None:
        """Click into a field, replace what stands there."""
        self.click(selector)
        self.page.locator(selector).select_text()
        self.type(text)

    def press(self, key: str) -> None:
        """A chord is as many keys as it has."""
        self.keys += len(key.split("+"))
        self.page.keyboard.press(key)

    def click(self, selector: str) -> None:
        self.clicks += 1
        self.page.locator(selector).click()

    @contextmanager
    def waiting(self) -> Generator[None]:
        """From the last key to what comes of it."""
        began = time.perf_counter()
        yield
        self.machine += time.perf_counter() - began


def register_new(hand: Hand, *, patronymic: str, entered: str, phone: str, complaint: str, lines: tuple[str, ...] = LINES) -> None:
    """Passport to slip, a person nobody knows: the reader reads, four fields are typed, Enter books and prints."""
    page = hand.page
    with hand.waiting():
        scan(page, tuple(line.ljust(44, "<")[:44] for line in lines))
        page.wait_for_url("**/patients/register/")
        page.wait_for_selector("#id_patronymic_ru:focus")
    hand.type(patronymic)  # the cursor waits there
    hand.fill("#id_entry_date", entered)
    hand.fill("#id_phone", phone)
    hand.fill("#id_complaint", complaint)
    hand.click("#registration footer button.primary")
    with hand.waiting():
        page.wait_for_url("**/visits/new/**")
        page.wait_for_selector("#times input:checked")
    book_and_print(hand)


def find_known(hand: Hand, typed: str, mrn: str, *, entered: str = "") -> None:
    """A person who was here before: a part of the name, the arrows if others are above, then straight to the visit.

    With `entered` her last stay is over, and the cursor waits where the new stamp is typed.
    """
    page = hand.page
    hand.press("/")
    hand.type(typed)
    with hand.waiting():
        page.wait_for_selector(f"#found a[role=option][href*='{mrn}']")
    hrefs = page.eval_on_selector_all("#found a[role=option]", "all => all.map(one => one.getAttribute('href'))")
    for _step in range(next(at for at, href in enumerate(hrefs) if mrn in href) + 1):
        hand.press("ArrowDown")
    hand.press("Control+Enter")
    with hand.waiting():
        page.wait_for_url("**/visits/new/**")
        page.wait_for_selector("#times input:checked")
    if entered:
        hand.type(entered)
    book_and_print(hand)


def book_and_print(hand: Hand) -> None:
    """Enter on the proposed time: the visit stands, and the slip lies in its window."""
    with hand.waiting(), hand.page.expect_popup() as opened:
        hand.press("Enter")
    with hand.waiting():
        hand.page.wait_for_url("**/desk/visits/**")
        opened.value.wait_for_url("**/documents/slip/**")

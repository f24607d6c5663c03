"""What journeys and pictures both do in a browser: find it, sign in by the demo buttons, read a passport."""

import shutil

from playwright.sync_api import Page

from tests.journeys.wedge import scan

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COUNTER = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
LINES = ("P<RUSSOLOVEVA<<NATALIA<<<<<<<<<<<<<<<<<<<<<<<", "7582146393RUS7103140F3308268<<<<<<<<<<<<<<06")


def sign_in(page: Page, username: str, *, language: str) -> None:
    page.goto("/account/sign-in/")
    # Both pages have the buttons of languages: the second click must not fall on the first page.
    with page.expect_navigation():
        page.locator(f"form[action*='/demo/{username}/'] button").click()
    with page.expect_navigation():
        page.locator(f"form button[name=language][value={language}]").first.click()


def read_passport(page: Page, lines: tuple[str, ...] = LINES) -> None:
    """As a keyboard-wedge reader does it: fast, with Enter behind each line."""
    page.keyboard.press("/")
    scan(page, tuple(line[:44] for line in lines))
    page.wait_for_url("**/patients/register/")


def csrf(page: Page) -> dict[str, str]:
    return {"csrfmiddlewaretoken": page.locator("input[name=csrfmiddlewaretoken]").first.input_value()}

"""A real browser at a real server: Debian's chromium, driven by playwright, over the pages as they are served."""

import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import ready
from tests.journeys.browser import CHROMIUM, COUNTER, QUIET, sign_in
from tests.servers import FOLDER


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys" in str(item.path):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Generator[Browser]:
    # Playwright's loop lives in this thread; the ORM is only used between its calls, never inside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield running
        running.close()


@pytest.fixture
def house(transactional_db: None, settings: object) -> None:
    """The reference data and a small demo clinic, served in demo mode: loaded once an hour of its own clock, then copied."""
    settings.DEMO = True
    if connection.vendor != "sqlite":
        load_house()
        return
    folder = Path(os.environ[FOLDER])
    kept = folder / f"house-{timezone.localtime():%Y%m%d-%H}.sqlite3"
    with ready.one_at_a_time(folder):
        if not kept.exists():
            load_house()
            ready.copy_sqlite(connection.connection, kept)
            return
    connection.ensure_connection()
    ready.copy_sqlite(kept, connection.connection)


def load_house() -> None:
    call_command("load_reference", verbosity=0)
    call_command("load_demo", patients=60, years=1, verbosity=0)


def expected(message: str) -> bool:
    """A refusal is an answer; and what nobody waits for any more (the page was left, a later key asked again) htmx tells as an error."""
    left = ("htmx:afterRequest,", "htmx:sendAbort,", "htmx:sendError,")
    return "status of 4" in message or message.startswith(left)


@pytest.fixture
def enter(browser: Browser, live_server: LiveServer, house: None) -> Generator[Callable[..., Page]]:
    """Open a browser window and sign in with one tap; every request to anywhere else and every script error fails the test."""
    trouble: list[str] = []
    contexts = []

    def open_as(username: str, *, language: str = "zh-hans", viewport: dict[str, int] = COUNTER) -> Page:
        context = browser.new_context(viewport=viewport, base_url=live_server.url, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request", lambda request: trouble.append(f"request to {request.url}") if not request.url.startswith(live_server.url) else None
        )
        page.on("pageerror", lambda error: trouble.append(f"script: {error}"))
        page.on(
            "console",
            lambda message: trouble.append(f"console: {message.text}") if message.type == "error" and not expected(message.text) else None,
        )
        sign_in(page, username, language=language)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert trouble == []

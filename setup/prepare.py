"""Bring the database, the reference data, the demo clinic and the static files up to date; each step bears repetition."""

import os
import time
from collections.abc import Callable

import django
from django.conf import settings
from django.core.management import call_command, get_commands

from setup.readiness import remember


def timed(what: str, step: Callable[[], object]) -> None:
    print(f"  {what} … ", end="", flush=True)
    started = time.monotonic()
    step()
    print(f"{time.monotonic() - started:.1f} s", flush=True)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
    django.setup()
    commands = get_commands()
    timed("database", lambda: call_command("migrate", verbosity=0, interactive=False))
    if "load_reference" in commands:
        print("  reference data", flush=True)
        call_command("load_reference")
    if settings.DEMO and "load_demo" in commands:
        print("  demo clinic", flush=True)
        call_command("load_demo")
    timed("static files", lambda: call_command("collectstatic", verbosity=0, interactive=False, clear=True))
    remember(os.environ)


if __name__ == "__main__":
    main()

"""The pictures of the README: a demo clinic of its own, a browser, the pages as they are served. `make screenshots`.

The clinic stands in a temporary folder and is run by `./run`'s own supervisor, so nothing of yours is touched. Its people are the
same each time; the hour on the pages is the hour at which the command runs, so run it in Heihe's forenoon, when the house is full.
"""

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import django
from django.apps import apps
from django.db.models import Count
from django.utils import timezone
from PIL import Image
from playwright.sync_api import APIResponse, Browser, BrowserContext, Page, sync_playwright

from setup.processes import NotStarted, free_port, start, stop, wait_until
from tests.journeys.browser import CHROMIUM, COUNTER, PHONE, QUIET, csrf, read_passport, sign_in

ROOT = Path(__file__).resolve().parent.parent.parent
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 200_000  # bytes of one picture
PREPARING = 900  # seconds; the default demo clinic takes one or two minutes


@dataclass(frozen=True)
class Subjects:
    """The rows that are looked at: the fullest there are, the first among equals."""

    mrn: str
    plan: int
    visit: int
    medicated: str


@dataclass(frozen=True)
class Shot:
    name: str
    who: str
    language: str
    take: Callable[[Page], object]
    viewport: dict[str, int]


def main() -> int:
    missing = needed()
    if missing:
        print(f"Pictures need {', '.join(missing)}: apt-get install -y {' '.join(missing)}")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="qiao-pictures-") as folder, clinic(Path(folder)) as address:
        os.environ |= surroundings(Path(folder)) | {"DJANGO_SETTINGS_MODULE": "clinic.settings"}
        django.setup()
        subjects = chosen()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            for shot in shots(subjects):
                keep(shot.name, screen(browser, address, shot))
            for name, png in papers(browser, address, subjects, Path(folder)):
                keep(name, png)
            browser.close()
    return 0


def needed() -> list[str]:
    """Debian's names of what is not here. Without a Chinese face the pages show empty boxes."""
    found = []
    if not Path(CHROMIUM).exists():
        found.append("chromium")
    if not shutil.which("pdftoppm"):
        found.append("poppler-utils")
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True) if shutil.which("fc-list") else None
    if listed is None or not listed.stdout.strip():
        found += ["fontconfig", "fonts-noto-cjk"]
    return found


def surroundings(state: Path) -> dict[str, str]:
    """The environment of the clinic: nothing of the caller's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"QIAO_DEMO": "1", "QIAO_STATE": str(state), "LOG_LEVEL": "WARNING"}


@contextmanager
def clinic(state: Path) -> Generator[str]:
    """The whole clinic with the demo of default size; gives its address."""
    told = state / "address"
    print("Opening a demo clinic of default size …", flush=True)
    with (state / "run.log").open("wb") as log:
        env = surroundings(state) | {"PORT": str(free_port())}
        running = start([sys.executable, "-m", "setup.run"], env=env, output=log, cwd=ROOT)
        try:
            wait_until(lambda: told.exists() and bool(told.read_text()), process=running, name="The clinic", seconds=PREPARING)
            yield told.read_text(encoding="utf-8").rstrip("/")
        except NotStarted:
            print((state / "run.log").read_text(encoding="utf-8")[-3000:])
            raise
        finally:
            stop(running, by=signal.SIGTERM, seconds=20)


def chosen() -> Subjects:
    today = timezone.localdate()
    plans = apps.get_model("plans", "Plan").objects.filter(state="signed")
    seen = plans.filter(patient__visits__day=today, steps__kind="formula")
    plan = seen.annotate(told=Count("scores", distinct=True)).order_by("-told", "pk").select_related("patient").first()
    visits = apps.get_model("visits", "Visit").objects.filter(day=today, booking__isnull=False, session_number__isnull=False)
    taking = apps.get_model("patients", "Fact").objects.filter(kind="medicine", code="acetylsalicylic acid", patient__visits__day=today)
    return Subjects(
        mrn=plan.patient.mrn,
        plan=plan.pk,
        visit=visits.order_by("-starts", "pk").first().pk,
        medicated=taking.order_by("pk").select_related("patient").first().patient.mrn,
    )


def shots(subjects: Subjects) -> list[Shot]:
    year = timezone.localdate().year - 1
    return [
        Shot("sign-in", "", "", lambda page: page.goto("/account/sign-in/"), COUNTER),
        Shot("desk", "liufang", "zh-hans", at("/desk/"), COUNTER),
        Shot("desk-ru", "liufang", "ru", at("/desk/"), COUNTER),
        Shot("registration", "liufang", "zh-hans", passport, COUNTER),
        Shot("patient", "zhanghaibo", "zh-hans", at(f"/chart/{subjects.mrn}/"), COUNTER),
        Shot("formula", "zhanghaibo", "zh-hans", lambda page: formula(page, subjects.medicated), COUNTER),
        Shot("interpreters", "sunjiaqi", "zh-hans", at("/desk/interpreters/"), COUNTER),
        Shot("year", "zhaoyuan", "zh-hans", at(f"/year/{year}/"), COUNTER),
        Shot("my-day", "wangli", "zh-hans", at("/my-day/"), PHONE),
    ]


def at(path: str) -> Callable[[Page], object]:
    return lambda page: page.goto(path)


def passport(page: Page) -> None:
    """The passport's two lines, then what no travel passport knows: the patronymic and the entry."""
    page.goto("/desk/")
    read_passport(page)
    page.fill("#id_patronymic_ru", "Игоревна")
    with page.expect_response("**/register/beside/"):
        page.fill("#id_entry_date", (timezone.localdate() - timedelta(days=2)).isoformat())
        page.press("#id_entry_date", "Tab")


def formula(page: Page, mrn: str) -> None:
    """A classical formula with one dose too high, for somebody who takes a medicine of ours."""
    page.goto(f"/plans/formulas/new/{mrn}/")
    page.fill("#id_classical", "独活寄生汤")
    page.locator("button.primary").last.click()
    page.wait_for_url("**/plans/formulas/*/")
    with page.expect_response("**/check/"):
        page.locator("tr", has_text="细辛").locator("input[name=grams]").fill("4")


def opened(browser: Browser, address: str, viewport: dict[str, int]) -> BrowserContext:
    return browser.new_context(viewport=viewport, base_url=address, locale="zh-CN", reduced_motion="reduce", color_scheme="light")


def screen(browser: Browser, address: str, shot: Shot) -> bytes:
    context = opened(browser, address, shot.viewport)
    page = context.new_page()
    if shot.who:
        sign_in(page, shot.who, language=shot.language)
    shot.take(page)
    page.wait_for_load_state("networkidle")
    png = page.screenshot(animations="disabled")
    context.close()
    return png


def papers(browser: Browser, address: str, subjects: Subjects, folder: Path) -> Generator[tuple[str, bytes]]:
    """The slip and the plan, printed at the desk as anybody prints them."""
    context = opened(browser, address, COUNTER)
    page = context.new_page()
    sign_in(page, "liufang", language="zh-hans")
    page.goto("/desk/")
    for name, path, width in (("slip", f"/documents/slip/{subjects.visit}/", 560), ("plan", f"/documents/plan/{subjects.plan}/", 1000)):
        answer = page.request.post(path, form=csrf(page))
        yield name, drawn(answer, folder / name, width=width)
    context.close()


def drawn(answer: APIResponse, file: Path, *, width: int) -> bytes:
    """The first page of a PDF as PNG."""
    if answer.headers["content-type"] != "application/pdf":
        raise NotStarted(f"{file.name}: the answer was {answer.status} and no paper.")
    file.with_suffix(".pdf").write_bytes(answer.body())
    size = ["-scale-to-x", str(width), "-scale-to-y", "-1"]
    subprocess.run(["pdftoppm", "-png", "-singlefile", *size, str(file.with_suffix(".pdf")), str(file)], check=True)
    return file.with_suffix(".png").read_bytes()


def keep(name: str, png: bytes) -> None:
    """Fewer colours until it is small: pages and papers have few of their own."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        small = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        if small.tell() < LARGEST:
            break
    (PICTURES / f"{name}.png").write_bytes(small.getvalue())
    print(f"docs/pictures/{name}.png {small.tell() // 1000} kB", flush=True)


if __name__ == "__main__":
    sys.exit(main())

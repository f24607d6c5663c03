"""What the content policy forbids must not stand in a template, and what is drawn must exist."""
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent.parent
SCREEN = [path for path in sorted((ROOT / "templates").rglob("*.html")) if "print" not in path.parts]
ICONS = set(re.findall(r'symbol id="([a-z]+)"', (ROOT / "static" / "icons.svg").read_text()))
FORBIDDEN = re.compile(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\son[a-z]+=[\"']|javascript:|https?://(?!www\.w3\.org)", re.IGNORECASE)
FOREIGN = re.compile(r"[\u0400-\u04ff]{2}|[\u4e00-\u9fff]")


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_nothing_inline_and_nothing_from_elsewhere(path: Path) -> None:
    assert not FORBIDDEN.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_words_of_a_template_come_from_the_catalogue(path: Path) -> None:
    assert not FOREIGN.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_compiles(path: Path) -> None:
    assert get_template(str(path.relative_to(ROOT / "templates")))


def test_every_icon_that_is_drawn_is_in_the_sprite() -> None:
    drawn = {name for path in SCREEN for name in re.findall(r'(?:{% icon |\bicon=)"([a-z]+)"', path.read_text(encoding="utf-8"))}
    assert drawn <= ICONS

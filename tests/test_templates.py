"""Every template compiles, and every page keeps to the policy that its answer sends: nothing inline, nothing from outside."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent / "templates"
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.*") if path.suffix in (".html", ".txt"))
# Paper is drawn by WeasyPrint from a string: no browser and no policy is in between, and its colours are black and white.
SCREENS = [name for name in TEMPLATES if name.endswith(".html") and not name.startswith("print/")]
COMMENTS = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", re.DOTALL)
OWN_SCRIPT = r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>"
INLINE = re.compile(rf"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|{OWN_SCRIPT}", re.IGNORECASE)
OUTSIDE = re.compile(r"(?:\ssrc|\shref|\saction|\ssrcset|@import)\s*=?\s*[\"']?(?:https?:)?//", re.IGNORECASE)


def source(name: str) -> str:
    return COMMENTS.sub("", (ROOT / name).read_text(encoding="utf-8"))


def test_there_are_templates() -> None:
    assert len(SCREENS) > 20


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles(name) -> None:
    assert get_template(name).origin.name.endswith(name)


@pytest.mark.parametrize("name", SCREENS)
def test_a_page_has_nothing_inline_and_nothing_from_outside(name) -> None:
    assert (INLINE.findall(source(name)), OUTSIDE.findall(source(name))) == ([], [])


@pytest.mark.parametrize("name", SCREENS)
def test_a_form_that_writes_carries_its_token(name) -> None:
    forms = re.findall(r"<form\b[^>]*method=[\"']?post.*?</form>", source(name), re.IGNORECASE | re.DOTALL)
    assert [form[:80] for form in forms if "csrf_token" not in form] == []

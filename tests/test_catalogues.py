"""Every text of the pages exists in Russian and in Chinese, finished, with the same places to fill in."""

import re
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from tests.messages import ROOT, in_the_sources

LANGUAGES = ("ru", "zh_Hans")
TO_FILL = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def catalogue(language: str) -> Catalog:
    path = Path(ROOT / "locale" / language / "LC_MESSAGES" / "django.po")
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


@pytest.fixture(scope="module", params=LANGUAGES)
def messages(request):
    return [message for message in catalogue(request.param) if message.id]


def forms(text: str | tuple | list) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def places(text: str) -> list[str]:
    """What is to be filled in; the order may differ between languages where places have names."""
    return sorted(match.group() for match in TO_FILL.finditer(text.replace("%%", "")))


def test_the_sources_have_texts_to_translate() -> None:
    assert len(in_the_sources()) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_sources_is_in_the_catalogue(language) -> None:
    known = {(message.context or "", forms(message.id)[0]) for message in catalogue(language)}
    missing = {text: place for (context, text), place in in_the_sources().items() if (context, text) not in known}
    assert missing == {}


def test_every_text_is_translated(messages) -> None:
    assert [message.id for message in messages if not all(forms(message.string)) or not forms(message.string)] == []


def test_no_translation_is_a_guess(messages) -> None:
    assert [message.id for message in messages if message.fuzzy] == []


def test_every_translation_fills_in_the_same_places(messages) -> None:
    """A plural's singular may leave its number out; every other form names what the English plural names."""
    finished = [(m.id, string) for m in messages for string in forms(m.string) if string]
    assert [text for text, string in finished if places(string) not in [places(form) for form in forms(text)]] == []


def test_plurals_have_all_forms_of_their_language() -> None:
    for language, number in (("ru", 3), ("zh_Hans", 1)):
        short = [m.id for m in catalogue(language) if m.id and not isinstance(m.id, str) and len(forms(m.string)) < number]
        assert short == []

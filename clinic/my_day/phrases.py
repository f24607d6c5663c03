"""Which words of the phrasebook a treatment wants first, and the whole book by category."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from interpreters.models import Phrase

# Codes of the phrasebook that ships, in the order in which they are said.
FIRST: dict[str, tuple[str, ...]] = {
    "consultation": ("ph_014", "ph_015", "ph_016", "ph_017", "ph_024", "ph_025"),
    "massage": ("ph_034", "ph_035", "ph_039", "ph_040", "ph_048"),
    "bone_setting": ("ph_049", "ph_037", "ph_027", "ph_040", "ph_047"),
    "needles": ("ph_034", "ph_041", "ph_042", "ph_043", "ph_044"),
    "warmth": ("ph_034", "ph_035", "ph_046", "ph_045", "ph_048"),
    "herbs_outside": ("ph_034", "ph_046", "ph_040", "ph_059"),
    "rehabilitation": ("ph_028", "ph_029", "ph_050", "ph_040"),
    "check_up": ("ph_023", "ph_026", "ph_033", "ph_013"),
    "decoction": ("ph_052", "ph_054", "ph_055", "ph_056", "ph_057"),
    "other": ("ph_017", "ph_040", "ph_047", "ph_051"),
}
CATEGORIES: dict[str, str | Promise] = {
    "reception": pgettext_lazy("part of the phrasebook", "At the counter"),
    "consultation": pgettext_lazy("part of the phrasebook", "With the doctor"),
    "treatment": pgettext_lazy("part of the phrasebook", "During treatment"),
    "body": pgettext_lazy("part of the phrasebook", "The body"),
    "medicine": pgettext_lazy("part of the phrasebook", "Herbs and medicines"),
    "decoction": pgettext_lazy("part of the phrasebook", "Boiling herbs"),
    "emergency": pgettext_lazy("part of the phrasebook", "Emergency"),
    "farewell": pgettext_lazy("part of the phrasebook", "Farewell"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase in the two languages of the room."""

    zh: str
    ru: str
    pinyin: str = ""


def first_phrases(kinds: Iterable[str]) -> dict[str, tuple[Said, ...]]:
    """For each kind of treatment the handful that is said first. One query."""
    wanted = set(kinds)
    codes = {code for kind in wanted for code in FIRST.get(kind, FIRST["other"])}
    rows = Phrase.objects.filter(code__in=codes).order_by().values_list("code", "text_zh_hans", "text_ru")
    found = {code: Said(zh, ru) for code, zh, ru in rows}
    return {kind: tuple(found[code] for code in FIRST.get(kind, FIRST["other"]) if code in found) for kind in wanted}


def whole_book() -> list[tuple[str, list[Said]]]:
    """Every phrase under the name of its category, in the order of a visit. One query."""
    shelves: dict[str, list[Said]] = {category: [] for category in CATEGORIES}
    for category, zh, ru, pinyin in Phrase.objects.order_by("code").values_list("category", "text_zh_hans", "text_ru", "pinyin"):
        shelves.setdefault(category, []).append(Said(zh, ru, pinyin))
    return [(str(CATEGORIES.get(category, category)), said) for category, said in shelves.items() if said]

"""The forms of a name beside the form: each with where it comes from, what is proposed for it, and others one click away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from patients.names import read_aloud
from patients.proposals import Filled

SHOWN = ("surname_latin", "given_latin", "surname_ru", "given_ru", "patronymic_ru", "chinese_name")
AT_ONCE = 2
LANGUAGES = {"latin": "en", "ru": "ru", "name": "zh-Hans"}


@dataclass(frozen=True)
class NameRow:
    """`open`: nothing stands in the field, the first of `offered` is proposed for it."""

    field: str
    label: str
    language: str
    text: str
    origin: str
    offered: tuple[str, ...]
    open: bool

    @property
    def near(self) -> tuple[str, ...]:
        """Those that stand open: the likeliest, and the one that stands in the field; the counter's screen has no room for all."""
        return tuple(other for place, other in enumerate(self.offered) if place < AT_ONCE or other == self.text)

    @property
    def folded(self) -> tuple[str, ...]:
        """The others; a single one is not worth a fold."""
        rest = tuple(other for other in self.offered if other not in self.near)
        return rest if len(rest) > 1 else ()

    @property
    def choices(self) -> tuple[str, ...]:
        return self.near if self.folded else self.offered


def name_rows(form: forms.Form, names: Filled, given: Mapping[str, Any]) -> list[NameRow]:
    """Rows with something in them, in the order of the form. `given` is what stands in its fields."""
    rows = [_row(str(form.fields[field].label), names, field, str(given.get(field) or "")) for field in SHOWN]
    return [row for row in rows if row.text]


def shown(names: Filled, given: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields, and what is proposed where nothing does; with the pinyin of the Chinese name so shown."""
    found = {field: str(given.get(field) or "") or names.text(field) for field in SHOWN}
    proposed = found["chinese_name"] == names.text("chinese_name")
    return {**found, "pinyin": names.text("pinyin") if proposed else read_aloud(found["chinese_name"])}


def _row(label: str, names: Filled, field: str, typed: str) -> NameRow:
    text = typed or names.text(field)
    offered = names.alternatives.get(field, ())
    return NameRow(
        field=field,
        label=label,
        language=LANGUAGES[field.rsplit("_", 1)[1]],
        text=text,
        origin=names.origins.get(field, ""),
        offered=offered if not typed or set(offered) - {typed} else (),
        open=not typed,
    )

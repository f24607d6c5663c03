"""What the desk may call an allergy, a condition, a medicine, so that the safety check knows it again.

A suggestion carries the code the check reads: the INN of a medicine, the code of a condition or of a herb. Words that
nothing here names are allowed, and told apart: the check cannot look after them.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clinic.herbs.models import CatalogueVersion, Caution, Herb, HerbDrug, Medicine
from clinic.herbs.search_keys import fold
from clinic.herbs.words import Phrase, Said, phrases

ALLERGY, CONDITION, MEDICINE = "allergy", "condition", "medicine"
ALLERGENS = Path(__file__).resolve().parent / "data" / "allergens.csv"
SHOWN = 8
LONGEST = 200
_DOSE = re.compile(r"(?<=\s)\d.*$", re.DOTALL)  # 10 мг, 5 мг 2 раза
_INSIDE = re.compile(r"[（(]([^）)]*)[）)]")
_BETWEEN = re.compile(r"[、；;，,\n]")


@dataclass(frozen=True)
class Term:
    """One thing that can be known of a patient. `names` are what people call it; the first is shown for its code."""

    kind: str
    code: str
    names: tuple[str, ...]
    zh: str
    note: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A term as this patient would be said to have it, with the dose that was typed."""

    kind: str
    code: str
    text: str
    zh: str
    note: str


_kept: dict[str, tuple[Term, ...]] = {}


def terms() -> tuple[Term, ...]:
    """All of them. One query when the catalogue did not change, four more when it did."""
    version = CatalogueVersion.objects.filter(pk=1).values_list("token", flat=True).first() or ""
    known = _kept.get(version)
    if known is None:
        known = (*_medicines(), *_conditions(), *allergens(), *_herbs())
        _kept.clear()
        _kept[version] = known
    return known


def suggest(kind: str, typed: str, *, limit: int = SHOWN) -> tuple[Suggestion, ...]:
    """Best first: a name that begins so, then one with a word that does, then a part. Nothing typed suggests nothing."""
    text = typed.strip()[:LONGEST]
    name = _DOSE.sub("", text).strip()
    dose = text[len(name) :].strip()
    sought = fold(name)
    if len(sought) < (1 if sought and sought[0] >= "\u3400" else 2):
        return ()
    ranked = sorted(_ranked(kind, sought), key=lambda found: (found[0], len(found[1]), found[1]))
    return tuple(Suggestion(term.kind, term.code, _said(name, dose), term.zh, term.note) for _rank, name, term in ranked[:limit])


def recognises(kind: str, said: str) -> bool:
    """Whether the check (or, for an allergy, the list of common ones) knows what is meant by these words."""
    return means(kind, said, terms())


def means(kind: str, said: str, known: Iterable[Term]) -> bool:
    """The same with the terms at hand, for many questions at once."""
    words = Said(said[:LONGEST])
    return any(term.code == words.code or words.names_any(_phrases(term)) for term in known if term.kind == kind)


@cache
def allergens() -> tuple[Term, ...]:
    """Common ones that are no herbs; the file ships with the product and is to be approved by the pharmacist."""
    with ALLERGENS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Term(ALLERGY, row["code"], (row["name_ru"], *_several(row["words"]), row["name_en"], row["name_zh"]), row["name_zh"])
            for row in csv.DictReader(file)
        )


def _ranked(kind: str, sought: str) -> Iterator[tuple[int, str, Term]]:
    """Each term once, by the name that fits best."""
    for term in terms():
        if term.kind == kind:
            fits = [(rank, name) for name in term.names if (rank := _rank(fold(name), sought)) is not None]
            if fits:
                yield *min(fits, key=lambda fit: (fit[0], len(fit[1]))), term


def _rank(name: str, sought: str) -> int | None:
    if name.startswith(sought):
        return 0
    if f" {sought}" in name:
        return 1
    return 2 if len(sought) > 2 and sought in name else None


@cache
def _phrases(term: Term) -> frozenset[Phrase]:
    return phrases(";".join(term.names))


def _said(name: str, dose: str) -> str:
    """One thing on one line: what divides several things from each other does not stand in it."""
    whole = " ".join(_BETWEEN.sub(" ", f"{name} {dose}").split())[:LONGEST]
    return whole if whole.isupper() else whole[:1].upper() + whole[1:]


def _several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _medicines() -> Iterator[Term]:
    rows = list(HerbDrug.objects.all())
    by_inn = {inn: chinese for row in rows for inn, chinese in _paired(row)}
    by_class = {row.drug_class: word for row in rows if (word := _class_word(row))}
    for medicine in Medicine.objects.all():
        zh = by_inn.get(medicine.inn, by_class.get(medicine.drug_class, ""))
        yield Term(MEDICINE, medicine.inn, (*_several(medicine.names_ru), medicine.inn, *((zh,) if zh else ())), zh, medicine.inn)


def _paired(row: Any) -> Iterable[tuple[str, str]]:
    """INN and Chinese name, where the row gives as many of the one as of the other."""
    text = row.drug_zh_hans or ""
    inside = _INSIDE.search(text)
    inns, chinese = _several(row.drug_inn), _BETWEEN.split(inside[1] if inside else text)
    return zip(inns, chinese, strict=True) if len(inns) == len(chinese) else ()


def _class_word(row: Any) -> str:
    """One word for a whole class; "" where the row names single medicines: no other may be called by their name."""
    word = _INSIDE.sub("", row.drug_zh_hans or "")
    return "" if len(_several(row.drug_inn)) < 2 or len(_BETWEEN.split(word)) > 1 else word


def _conditions() -> Iterator[Term]:
    seen = {row.condition: row.words for row in Caution.objects.exclude(condition="").order_by("pk")}
    for code, words in seen.items():
        names = _several(words)
        yield Term(CONDITION, code, names, next((name for name in names if name[0] >= "\u3400"), ""))


def _herbs() -> Iterator[Term]:
    """An allergy to a herb of the catalogue: by its Russian, Chinese, Latin or English name."""
    herbs: Iterable[Any] = Herb.objects.all()  # the translated columns are made while running
    for herb in herbs:
        spoken = (herb.name_ru, herb.name_zh_hans, herb.name_latin, herb.name_en)
        names = dict.fromkeys(plain for name in spoken if name and (plain := _INSIDE.sub("", name).split(",")[0].strip()))
        yield Term(ALLERGY, herb.code, tuple(names), herb.name_zh_hans or "", herb.pinyin)

"""Finding a person again: one box for every script and spelling.

The index narrows a million people to a few hundred, and only those few are ranked.
"""

from __future__ import annotations

import re
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db import connections, models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact

from patients import search_keys
from patients.indexes import TAIL, Tail

if TYPE_CHECKING:
    from patients.models import Patient

NARROWED = 300
SHORTEST_TRIGRAM = 3
RECORD_NUMBER = re.compile(r"[HhНн]?(\d{2})-?(\d{1,6})")
NOT_DIGITS = re.compile(r"\D")
PHONE_TAIL = range(TAIL, 16)
LAST_FOUR = 4


def search_text_of(patient: Patient) -> str:
    """The column the index reads: keys of every form of the name."""
    return search_keys.search_text(
        search_keys.Names(
            surname_latin=patient.surname_latin,
            given_latin=patient.given_latin,
            surname_ru=patient.surname_ru,
            given_ru=patient.given_ru,
            patronymic_ru=patient.patronymic_ru,
            chinese_name=patient.chinese_name,
        )
    )


class PatientQuerySet(models.QuerySet):
    """Patients as the desk looks for them."""

    def current(self) -> PatientQuerySet:
        """Without the records that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def search(self, text: str, *, limit: int = 20) -> list[Patient]:
        """Best first; [] for what nobody can be found by. Two queries: ranked by their keys alone, read are those shown.

        A record number, the last four digits of a passport, the tail of a phone, or any part (two letters or more) of
        a name in any script, spelling or keyboard layout.
        """
        text = text.replace("\x00", "").strip()
        if any(sign.isdigit() for sign in text):
            return list(self.current().filter(pk__in=self._by_digits(text)).order_by("-pk")[:limit])
        words = search_keys.query_keys(text)
        if not words:
            return []
        found = self.current().filter(_by_name(words, self.db)).order_by("-pk").values_list("pk", "search_text")[:NARROWED]
        best = [pk for pk, _text in sorted(found, key=lambda row: _distance(row[1], words))[:limit]]
        people: dict[int, Any] = self.in_bulk(best)
        return [people[pk] for pk in best if pk in people]

    def _by_digits(self, text: str) -> models.QuerySet[Any, Any]:
        """Numbers of patients. Each clue by its own index: with an OR over them the database reads everybody."""
        record = RECORD_NUMBER.fullmatch(text)
        digits = NOT_DIGITS.sub("", text)
        everybody = self.model._default_manager.using(self.db).values("pk")
        clues = [everybody.filter(mrn=f"H{record[1]}-{int(record[2]):05d}")] if record else []
        if len(digits) == LAST_FOUR:
            clues.append(everybody.filter(documents__last_four=digits))
        if len(digits) in PHONE_TAIL:
            clues.append(everybody.filter(Exact(Tail("phone"), digits[-TAIL:]), phone__endswith=digits[-10:]))
        return clues[0].union(*clues[1:]) if clues else everybody.none()


def _by_name(words: tuple[tuple[str, ...], ...], database: str) -> Q:
    """Each word by any of its alternatives: trigrams on both databases, a scan only for two letters."""
    from_index = [word for word in words if all(len(form) >= SHORTEST_TRIGRAM for form in word)]
    if from_index and _is_sqlite(database):
        expression = " AND ".join("(" + " OR ".join(f'"{form}"' for form in word) + ")" for word in from_index)
        rows = RawSQL("SELECT rowid FROM patient_search WHERE patient_search MATCH %s", [expression])
        rest = [word for word in words if word not in from_index]
        return reduce(and_, (_contains(word) for word in rest), Q(pk__in=rows))
    return reduce(and_, (_contains(word) for word in words))


def _contains(word: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(search_text__contains=form) for form in word))


def _is_sqlite(database: str) -> bool:
    return connections[database].vendor == "sqlite"


def _distance(search_text: str, words: tuple[tuple[str, ...], ...]) -> int:
    """0 when every word is a whole key; a beginning costs less than a part."""
    return sum(min(_one(search_text, form) for form in word) for word in words)


def _one(search_text: str, form: str) -> int:
    if f" {form} " in search_text:
        return 0
    return 1 if f" {form}" in search_text else 2 if form in search_text else 3

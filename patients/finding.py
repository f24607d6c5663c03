"""Finding a person again: one box for every script and spelling.

The index narrows a million people to a few hundred, and only those few are ranked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from itertools import islice, product
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db import connections, models
from django.db.models import F, OrderBy, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In

from patients import search_keys
from patients.clues import Clues, clues_of
from patients.indexes import TAIL, Tail
from patients.secrecy import number_hashes

if TYPE_CHECKING:
    from patients.models import Patient

NARROWED = 300
SHORTEST_TRIGRAM = 3
MOST_WAYS = 32
KEY = re.compile("[ 0-9A-Za-z\u3400-\u9fff]+")
PHONES: dict[str, dict[str, None]] = {"phone": {}, "contacts__value": {"contacts__ended_at": None}}


def search_text_of(patient: Patient, *merged: Patient) -> str:
    """The column the index reads: keys of every form of the name, and of the records that were `merged` into this one."""
    return search_keys.search_text(*(_names_of(one) for one in (patient, *merged)))


def _names_of(patient: Patient) -> search_keys.Names:
    return search_keys.Names(
        surname_latin=patient.surname_latin,
        given_latin=patient.given_latin,
        surname_ru=patient.surname_ru,
        given_ru=patient.given_ru,
        patronymic_ru=patient.patronymic_ru,
        chinese_name=patient.chinese_name,
    )


class PatientQuerySet(models.QuerySet):
    """Patients as the desk looks for them."""

    def current(self) -> PatientQuerySet:
        """Without the records that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def search(self, text: str, *, limit: int = 20, whole_numbers: bool = False) -> list[Patient]:
        """Best first; [] for what nobody can be found by. Two queries: ranked by their keys alone, read are those shown.

        A record number, a birth date, the last four digits of a passport, the tail of a phone, or any part (two letters
        or more) of a name in any script, spelling or keyboard layout; a name with a number means both.
        `whole_numbers`: a passport is found by its number too, for whoever may know it.
        """
        clues = clues_of(text.replace("\x00", ""))
        words = search_keys.query_keys(clues.words)
        if clues.record and text.strip()[:1].isalpha() and "-" in text:  # H26-00001 can be nothing else
            exactly = list(self.current().filter(mrn=clues.record))
            if exactly:
                return exactly
        if clues.any_number:
            numbered = self.current().filter(pk__in=self._by_clues(clues, whole_numbers=whole_numbers))
            both = self._named(numbered, words, limit=limit) if words else list(numbered.order_by("-pk")[:limit])
            if both or not words:
                return sorted(both, key=lambda patient: patient.mrn != clues.record)
        return self._named(self.current(), words, limit=limit) if words else []

    def _named(self, people: PatientQuerySet, words: tuple[tuple[str, ...], ...], *, limit: int) -> list[Patient]:
        found = people.filter(_by_name(words, self.db)).order_by(_newest_first(words)).values_list("pk", "search_text")[:NARROWED]
        best = [pk for pk, _text in sorted(found, key=lambda row: _distance(row[1], words))[:limit]]
        read: dict[int, Any] = self.in_bulk(best)
        return [read[pk] for pk in best if pk in read]

    def _by_clues(self, clues: Clues, *, whole_numbers: bool) -> models.QuerySet[Any, Any]:
        """Numbers of patients. Each clue by its own index: with an OR over them the database reads everybody."""
        everybody = self.model._default_manager.using(self.db).values("pk")
        found: list[models.QuerySet[Any, Any]] = []
        if clues.record:
            # A record that was merged away answers with the one it went into.
            found += [everybody.filter(**{f"{way}mrn": clues.record}) for way in ("", "merged__", "merged__merged__")]
        if clues.born:
            found.append(everybody.filter(birth_date__in=clues.born))
        if clues.year and clues.words:
            found.append(everybody.filter(birth_date__year=clues.year))
        if clues.last_four:
            found.append(everybody.filter(documents__last_four=clues.last_four))
        if clues.phone:
            found += [everybody.filter(_ends_with(phone, clues.phone), **still) for phone, still in PHONES.items()]
        if whole_numbers and clues.numbers:
            hashes = [digest for number in clues.numbers for digest in number_hashes(number)]
            found.append(everybody.filter(documents__number_hash__in=hashes))
        return found[0].union(*found[1:]) if found else everybody.none()


def _ends_with(column: str, digits: str) -> Q:
    """The index knows the last five digits; of four it is asked for all ten that may stand before them."""
    tails = [digits[-TAIL:]] if len(digits) >= TAIL else [f"{first}{digits}" for first in range(10)]
    return Q(In(Tail(column), tails)) & Q(**{f"{column}__endswith": digits[-10:]})


def _by_name(words: tuple[tuple[str, ...], ...], database: str) -> Q:
    """Each word by any of its alternatives: trigrams on both databases, a scan only for two letters."""
    if not _is_sqlite(database):
        return Q(RawSQL(_written_out(words), (), output_field=models.BooleanField()))  # noqa: S611 (keys alone, see there)
    from_index = [word for word in words if all(len(form) >= SHORTEST_TRIGRAM for form in word)]
    if from_index:
        expression = " AND ".join("(" + " OR ".join(f'"{form}"' for form in word) + ")" for word in from_index)
        rows = RawSQL("SELECT rowid FROM patient_search WHERE patient_search MATCH %s", [expression])
        rest = [word for word in words if word not in from_index]
        return reduce(and_, (_contains(word) for word in rest), Q(pk__in=rows))
    return reduce(and_, (_contains(word) for word in words))


def _contains(word: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(search_text__contains=form) for form in word))


def _written_out(words: tuple[tuple[str, ...], ...]) -> str:
    """The patterns stand in the statement: with parameters PostgreSQL would plan once for the commonest and the rarest name.

    "All words as typed, or all in the other layout, or …": each of these is one walk through the index that stops where
    its rarest pattern ends; word by word it would read to the end what the commonest has. A key has letters, digits
    and blanks alone, whatever was typed; `search_keys` folds everything else away.
    """
    if not all(KEY.fullmatch(form) for word in words for form in word):
        raise ValueError("a key with signs in it")
    ways = list(islice(product(*words), MOST_WAYS + 1))
    if len(ways) > MOST_WAYS:
        return _joined(" AND ", [_joined(" OR ", map(_has, word)) for word in words])
    return _joined(" OR ", [_joined(" AND ", map(_has, way)) for way in ways])


def _has(form: str) -> str:
    return f"patients_patient.search_text LIKE '%%{form}%%'"


def _joined(operator: str, conditions: Iterable[str]) -> str:
    return f"({operator.join(conditions)})"


def _newest_first(words: tuple[tuple[str, ...], ...]) -> str | OrderBy:
    """Of one name the newest are read from the end of the table until there are enough: common names are soon found so.

    Two common names together may belong to few: then nothing but the index may be walked through, and the sum hides the order.
    """
    by_index = any(all(len(form) >= SHORTEST_TRIGRAM for form in word) for word in words)
    return (F("pk") + 0).desc() if by_index and len(words) > 1 else "-pk"


def _is_sqlite(database: str) -> bool:
    return connections[database].vendor == "sqlite"


def _distance(search_text: str, words: tuple[tuple[str, ...], ...]) -> float:
    """0 when every word is a whole key; a beginning costs less than a part, and less the less is missing: Иванова before Иванович."""
    return sum(min(_one(search_text, form) for form in word) for word in words)


def _one(search_text: str, form: str) -> float:
    if f" {form} " in search_text:
        return 0
    begins = search_text.find(f" {form}")
    if begins < 0:
        return 2 if form in search_text else 3
    ends = begins + 1 + len(form)
    return 1 + min(search_text.find(" ", ends) - ends, 9) / 10

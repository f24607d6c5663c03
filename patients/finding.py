"""Finding a person again: one box for every script and spelling.

An index narrows a million people to a page of whole names, or to a few hundred with a part of one, and only those are ranked.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

from django.db import connections, models
from django.db.models import F, OrderBy, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In

from patients import postgresql_search, search_keys
from patients.clues import Clues, clues_of
from patients.indexes import TAIL, Tail
from patients.secrecy import number_hashes

if TYPE_CHECKING:
    from patients.models import Patient

NARROWED = 300
NEAR = 120
"""Enough where whole keys are found by themselves: these are ranked for how much of a key is still missing."""
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
        """Best first; [] for what nobody can be found by. Ranked by their keys alone, read are those shown.

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
        if not words:
            return []
        return self._named(self.current(), words, limit=limit) if _is_sqlite(self.db) else self._newest_named(words, limit=limit)

    def _newest_named(self, words: search_keys.Words, *, limit: int) -> list[Patient]:
        """On PostgreSQL, of the whole house: who has every word as a whole key, the newest of them; then the others, the likest first."""
        people = self.current()
        asked = RawSQL(postgresql_search.by_whole_keys(words, limit=limit), ())  # noqa: S611 (keys alone, see there)
        whole = list(people.filter(pk__in=asked).order_by("-pk")[:limit])
        if len(whole) >= limit:
            return whole
        found = self._by_parts(words, enough=limit)
        for patient in whole:
            found.pop(patient.pk, None)
        return whole + people._ranked(sorted(found.items(), reverse=True), words, limit=limit - len(whole))

    def _by_parts(self, words: search_keys.Words, *, enough: int) -> dict[int, str]:
        """Numbers and keys: of common names some of the newest, of rare ones everybody. The next index is asked when it was not enough."""
        with connections[self.db].cursor() as cursor:
            found = dict(cursor.execute(postgresql_search.among_the_newest(words, most=NEAR)).fetchall())
            if found.pop(0, None) is None:
                return found
            if len(words) == 1 and len(found) < enough:
                found |= dict(cursor.execute(postgresql_search.among_beginnings(words[0], most=NEAR)).fetchall())
            if len(found) < enough:
                found |= dict(cursor.execute(postgresql_search.among_all(words, most=NEAR)).fetchall())
        return found

    def _named(self, people: PatientQuerySet, words: search_keys.Words, *, limit: int) -> list[Patient]:
        found = people.filter(_by_name(words, self.db)).order_by(_newest_first(words)).values_list("pk", "search_text")[:NARROWED]
        return self._ranked(found, words, limit=limit)

    def _ranked(self, found: Iterable[tuple[int, str]], words: search_keys.Words, *, limit: int) -> list[Patient]:
        """The likest first, of equals whoever was found first; they alone are read."""
        best = [pk for pk, _text in sorted(found, key=lambda row: _distance(row[1], words))[:limit]]
        read: dict[int, Any] = self.in_bulk(best) if best else {}
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


def _by_name(words: search_keys.Words, database: str) -> Q:
    """Each word by any of its alternatives: trigrams on both databases, a scan only for two letters."""
    if not _is_sqlite(database):
        written = postgresql_search.written_out(words).replace("%", "%%")
        return Q(RawSQL(written, (), output_field=models.BooleanField()))  # noqa: S611 (keys alone, see there)
    from_index = [word for word in words if all(len(form) >= postgresql_search.SHORTEST_TRIGRAM for form in word)]
    if from_index:
        expression = " AND ".join("(" + " OR ".join(f'"{form}"' for form in word) + ")" for word in from_index)
        rows = RawSQL("SELECT rowid FROM patient_search WHERE patient_search MATCH %s", [expression])
        rest = [word for word in words if word not in from_index]
        return reduce(and_, (_contains(word) for word in rest), Q(pk__in=rows))
    return reduce(and_, (_contains(word) for word in words))


def _contains(word: tuple[str, ...]) -> Q:
    return reduce(or_, (Q(search_text__contains=form) for form in word))


def _newest_first(words: search_keys.Words) -> str | OrderBy:
    """Of one name the newest are read from the end of the table until there are enough: common names are soon found so.

    Two common names together may belong to few: then nothing but the index may be walked through, and the sum hides the order.
    """
    return (F("pk") + 0).desc() if postgresql_search.in_index(words) and len(words) > 1 else "-pk"


def _is_sqlite(database: str) -> bool:
    return connections[database].vendor == "sqlite"


def _distance(search_text: str, words: search_keys.Words) -> float:
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

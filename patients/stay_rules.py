"""The stay rules of the table, as the pure rules want them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q

from patients import models, stays

COUNTRY = "CN"
STILL_RUNNING = timedelta(days=90)  # an older stay by a rule has ended, whether or not anybody wrote it down
PURE = tuple(field.name for field in fields(stays.StayRule))
# Each registration asks this, and only the rule that decides becomes a model: fourteen of them were a fifth of its processor time.
COLUMNS = tuple(column.attname for column in models.StayRule._meta.concrete_fields)
ON_THAT_DAY = f"""
SELECT {", ".join(COLUMNS)} FROM patients_stayrule
WHERE country = %s AND nationality IN (%s, %s) AND valid_from <= %s AND (valid_to IS NULL OR valid_to >= %s)
"""  # noqa: S608 (names out of our own model)


@dataclass(frozen=True)
class Decision:
    """What the table says of one entry: the last day and the row that gives it, or the rows that nobody verified."""

    ruling: stays.Ruling
    rows: tuple[models.StayRule, ...]

    @property
    def last_day(self) -> date | None:
        return self.ruling.last_day

    @property
    def row(self) -> models.StayRule | None:
        """The rule that decides; None where none does."""
        return self.rows[0] if self.rows and self.ruling.last_day else None

    @property
    def rule_id(self) -> int | None:
        return self.row.pk if self.row else None

    @property
    def also(self) -> tuple[models.StayRule, ...]:
        """Rules of the same day that do not decide; shown, so that nobody relies on one alone."""
        return self.rows[1:] if self.row else self.rows


def decide(*, nationality: str, basis: str, entry_date: date) -> Decision:
    """The rules for a stay that began on `entry_date`, and its last legal day (China time). At most one query."""
    if basis not in stays.DECIDED_BY_RULE:
        return Decision(stays.Ruling(doubt=stays.Doubt.AS_PRINTED), ())
    rows = {row["code"]: row for row in _rows_of(nationality, connection.ops.adapt_datefield_value(entry_date))}
    found = stays.ruling([_pure_of(row) for row in rows.values()], nationality=nationality, basis=basis, entry_date=entry_date)
    return Decision(found, tuple(models.StayRule(**rows[rule.code]) for rule in found.rules))


def _rows_of(nationality: str, entry_date: Any) -> Iterator[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(ON_THAT_DAY, [COUNTRY, nationality, stays.ANY_NATIONALITY, entry_date, entry_date])
        found = cursor.fetchall()
    for values in found:
        row = dict(zip(COLUMNS, values, strict=True))
        yield row | {"purposes": json.loads(row["purposes"])}


def _pure_of(row: dict[str, Any]) -> stays.StayRule:
    return stays.StayRule(**{name: row[name] for name in PURE} | {"purposes": tuple(row["purposes"])})


def decide_by(rows: dict[str, models.StayRule], *, nationality: str, basis: str, entry_date: date) -> Decision:
    """The same from rows read before, by code."""
    found = stays.ruling([pure(row) for row in rows.values()], nationality=nationality, basis=basis, entry_date=entry_date)
    return Decision(found, tuple(rows[rule.code] for rule in found.rules))


def is_old(rule: models.StayRule, *, today: date) -> bool:
    """Its last review is longer ago than STAY_RULE_REVIEW_DAYS allows."""
    return stays.review_is_old(rule.reviewed, today=today, days=settings.STAY_RULE_REVIEW_DAYS)


def pure(rule: models.StayRule) -> stays.StayRule:
    return stays.StayRule(
        code=rule.code,
        nationality=rule.nationality,
        document=rule.document,
        purposes=tuple(rule.purposes),
        max_days=rule.max_days,
        count_from=rule.count_from,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        status=rule.status,
        confidence=rule.confidence,
        reviewed=rule.reviewed,
        country=rule.country,
    )


@dataclass(frozen=True)
class Differing:
    """A running stay that the rules as they stand now would give another last day; None: none at all."""

    stay: models.Stay
    last_day: date | None


def differing(*, today: date) -> list[Differing]:
    """Running stays counted by a rule whose last day would now be another. Nothing is changed; two queries.

    A last day that was typed from a visa or a permit is not looked at.
    """
    rows = {rule.code: rule for rule in models.StayRule.objects.filter(country=COUNTRY)}
    by_rule = Q(rule__isnull=False) | Q(last_day__isnull=True)
    running = models.Stay.objects.filter(by_rule, left_on=None, basis__in=stays.DECIDED_BY_RULE, entry_date__gte=today - STILL_RUNNING)
    found = []
    for stay in running.select_related("patient").order_by("entry_date", "pk"):
        decision = decide_by(rows, nationality=stay.patient.nationality, basis=stay.basis, entry_date=stay.entry_date)
        if decision.last_day != stay.last_day:
            found.append(Differing(stay, decision.last_day))
    return found

"""The stay rules of the table, as the pure rules want them."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from patients import models, stays

COUNTRY = "CN"
# Each registration asks this. Put together by Django it was the dearest statement of all; and the rules of other days stay where they are.
ON_THAT_DAY = """
SELECT * FROM patients_stayrule
WHERE country = %s AND nationality IN (%s, %s) AND valid_from <= %s AND (valid_to IS NULL OR valid_to >= %s)
"""


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
    asked = [COUNTRY, nationality, stays.ANY_NATIONALITY, entry_date, entry_date]
    rows = {rule.code: rule for rule in models.StayRule.objects.raw(ON_THAT_DAY, asked)}
    return decide_by(rows, nationality=nationality, basis=basis, entry_date=entry_date)


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

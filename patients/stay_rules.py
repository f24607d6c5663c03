"""The stay rules of the table, as the pure rules want them."""

from datetime import date

from patients import models, stays

# A visa or a permit carries its own last day, printed in the passport; only these two follow from a rule alone.
DECIDED_BY_RULE = frozenset({"visa_free", "group"})


def decide(*, nationality: str, basis: str, entry_date: date) -> tuple[int | None, date | None]:
    """The rule for a stay that began on `entry_date`, and its last legal day (China time).

    (None, None) where no rule of that day counts days, or only unverified ones do: an unverified rule is never a fact.
    """
    if basis not in DECIDED_BY_RULE:
        return None, None
    rows = {rule.code: rule for rule in models.StayRule.objects.filter(country="CN", valid_from__lte=entry_date).defer("source", "note")}
    matching = stays.applicable(tuple(_pure(rule) for rule in rows.values()), nationality=nationality, basis=basis, entry_date=entry_date)
    for rule in matching:
        last_day = stays.last_day(rule, entry_date) if rule.shown_as_fact else None
        if last_day:
            return rows[rule.code].pk, last_day
    return None, None


def _pure(rule: models.StayRule) -> stays.StayRule:
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
    )

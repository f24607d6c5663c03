"""The stay of each patient on a day, as badges and panels show it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from patients import stay_rules, stays
from patients.models import Stay, StayRule
from patients.plausibility import NewStay
from patients.stays import Badge, Lodged, badge

LODGING_ASKED_FOR = timedelta(days=60)
LODGING_RULE = "cn-accommodation-24h"


@dataclass(frozen=True)
class Told:
    """A clock with its grounds. `doubt` says why no rule gives a last day; `also` are rules that match and do not decide."""

    clock: Badge
    rule: StayRule | None
    doubt: str
    also: tuple[StayRule, ...]
    reviewed_long_ago: bool

    @property
    def by_hand(self) -> bool:
        """The last day is the one printed on a visa or a permit."""
        return self.rule is None and isinstance(self.clock, stays.StayClock)


@dataclass(frozen=True)
class LodgingTold:
    """Whether the lodging is registered, and until when it must be."""

    state: Lodged
    due: date
    rule: StayRule


def clock_of(stay: Stay | None, day: date) -> Badge | None:
    """None without a stay: nothing is known of an entry into China."""
    return badge(stay.entry_date, stay.last_day, left_on=stay.left_on, today=day) if stay else None


def clocks_of(patient_ids: Collection[int], day: date) -> dict[int, Badge]:
    """The clock of the stay each patient began last, in one query; those without one are left out."""
    found: dict[int, Badge] = {}
    columns = ("patient_id", "entry_date", "last_day", "left_on")
    began = Stay.objects.filter(patient_id__in=patient_ids, entry_date__lte=day).order_by("entry_date")
    for patient_id, entry, last_day, left_on in began.values_list(*columns):
        found[patient_id] = badge(entry, last_day, left_on=left_on, today=day)
    return found


def told_of_new(stay: NewStay, *, nationality: str, today: date) -> Told | None:
    """What the panel beside the form says of an entry that is being typed; None for one that cannot be. One query."""
    if stay.entry_date > today or (stay.last_day and stay.last_day < stay.entry_date):
        return None
    decision = stay_rules.decide(nationality=nationality, basis=stay.basis, entry_date=stay.entry_date)
    clock = badge(stay.entry_date, stay.last_day or decision.last_day, left_on=None, today=today)
    return _told(clock, decision, rule=None if stay.last_day else decision.row, today=today)


def told_of(stay: Stay, *, nationality: str, today: date) -> Told:
    """The same of a stay as it was recorded: the rule of its row, however the table has changed since. One query."""
    decision = stay_rules.decide(nationality=nationality, basis=stay.basis, entry_date=stay.entry_date)
    clock = badge(stay.entry_date, stay.last_day, left_on=stay.left_on, today=today)
    return _told(clock, decision, rule=stay.rule, today=today)


def told_briefly(stay: Stay) -> Told:
    """A stay before another entry: that it is over, and its rule, without asking the table again."""
    return Told(stays.former(stay.entry_date, left_on=stay.left_on), stay.rule, doubt="", also=(), reviewed_long_ago=False)


def lodging_of(stay: Stay, *, today: date) -> LodgingTold | None:
    """None when the rules of the day of entry ask for no registration. One query."""
    rule = StayRule.objects.filter(code=LODGING_RULE, hours__isnull=False, valid_from__lte=stay.entry_date).first()
    if rule is None or not rule.hours or (rule.valid_to and rule.valid_to < stay.entry_date):
        return None
    due = stays.lodging_due(stay.lodging_since or stay.entry_date, hours=rule.hours)
    return LodgingTold(stays.lodged(stay.lodging, registered=bool(stay.lodging_registered_on), due=due, today=today), due, rule)


def unregistered_lodgings(day: date, *, limit: int) -> list[Stay]:
    """Running stays in private lodgings that nobody registered, of the last months; the oldest first. One query, by its own index."""
    recent = Stay.objects.filter(entry_date__range=(day - LODGING_ASKED_FOR, day))
    found = recent.filter(lodging=Stay.Lodging.PRIVATE, lodging_registered_on=None, left_on=None)
    return list(found.exclude(last_day__lt=day).select_related("patient").order_by("entry_date", "pk")[:limit])


def _told(clock: Badge, decision: stay_rules.Decision, *, rule: StayRule | None, today: date) -> Told:
    doubt = "" if isinstance(clock, stays.StayClock) else str(decision.ruling.doubt or "")
    also = tuple(row for row in decision.rows if rule is None or row.pk != rule.pk)
    return Told(clock, rule, doubt, also, reviewed_long_ago=bool(rule and stay_rules.is_old(rule, today=today)))

"""What the page of a year shows, ready to be laid out: figures, columns, ranked bars and remarks."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clinic.statistics import charts, wording
from clinic.statistics.counts import YearCounts
from clinic.statistics.definitions import BREAKDOWNS, MEASURES, Breakdown, change_percent

SHOWN_AT_MOST = 6
LINKED_BY = {"regions": "region", "services": "service", "referrals": "referral"}


@dataclass(frozen=True)
class Figure:
    title: str
    value: str
    unit: str
    before: str
    change: str
    definition: str
    href: str


@dataclass(frozen=True)
class Bar:
    """`href` is empty where several codes are added up in one bar."""

    label: str
    value: int
    before: int
    href: str

    @property
    def shown(self) -> str:
        return wording.number(self.value)

    @property
    def shown_before(self) -> str:
        return wording.number(self.before)


@dataclass(frozen=True)
class Ranking:
    title: str
    definition: str
    bars: list[Bar]
    most: int


def figures(this: YearCounts, before: YearCounts) -> list[Figure]:
    return [
        Figure(
            title=_(measure.title),
            value=wording.number(getattr(this, measure.code)),
            unit=_(measure.unit),
            before=wording.number(getattr(before, measure.code)),
            change=_change(getattr(this, measure.code), getattr(before, measure.code)),
            definition=_(measure.definition),
            href=behind(this.year, measure.code),
        )
        for measure in MEASURES
    ]


def months(this: YearCounts, before: YearCounts) -> SafeString:
    """The chart of visits by month against the year before."""
    pairs = enumerate(zip(this.months, before.months, strict=True), start=1)
    columns = [
        charts.Column(
            label=wording.month_name(month, short=True),
            value=value,
            before=past,
            shown=wording.number(value) if value else "",
            href=behind(this.year, "visits", month=month) if value else "",
            spoken=f"{wording.month_name(month)}: {this.year} — {wording.number(value)}, {before.year} — {wording.number(past)}",
        )
        for month, (value, past) in pairs
    ]
    return charts.paired_columns(columns, label=_("Visits by month"))


def rankings(this: YearCounts, before: YearCounts) -> list[Ranking]:
    return [_ranking(breakdown, this, before) for breakdown in BREAKDOWNS if breakdown.code in LINKED_BY]


def remarks(this: YearCounts, before: YearCounts) -> list[str]:
    """Sentences that follow from the figures; none that would divide by nought."""
    if not this.visits:
        return []
    best = max(range(12), key=lambda index: this.months[index])
    most = this.months[best]
    return [
        _("%(number)s visits per person; %(year)s: %(before)s.")
        % {"number": _per_person(this), "year": before.year, "before": _per_person(before)}
        if before.persons
        else _("%(number)s visits per person.") % {"number": _per_person(this)},
        _("Busiest month: %(month)s with %(number)s visits, %(share)s of the year.")
        % {"month": wording.month_name(best + 1), "number": wording.number(most), "share": _share(most, this.visits)},
        _("New persons are %(share)s of all persons.") % {"share": _share(this.new_persons, this.persons)},
        _("Visits done without an interpreter although one was needed: %(number)s, %(share)s of all.")
        % {"number": wording.number(this.without_interpreter), "share": _share(this.without_interpreter, this.visits)},
    ]


def behind(year: int, measure: str, **narrowed: object) -> str:
    """The address of the list behind a figure."""
    address = reverse("statistics:behind", args=[year, measure])
    return f"{address}?{urlencode(narrowed)}" if narrowed else address


def _ranking(breakdown: Breakdown, this: YearCounts, before: YearCounts) -> Ranking:
    word = wording.names_of(breakdown.code)
    counts, past = getattr(this, breakdown.code), getattr(before, breakdown.code)
    key = LINKED_BY[breakdown.code]
    shown = list(counts)[: SHOWN_AT_MOST if len(counts) > SHOWN_AT_MOST + 1 else None]
    bars = [Bar(word(code), counts[code], past.get(code, 0), behind(this.year, breakdown.of, **{key: code})) for code in shown]
    rest = len(counts) - len(shown)
    if rest:
        label = ngettext("%(count)s other", "%(count)s others", rest) % {"count": rest}
        value, before_value = (sum(all_of.values()) for all_of in (counts, past))
        bars.append(Bar(label, value - sum(bar.value for bar in bars), before_value - sum(bar.before for bar in bars), ""))
    most = max((number for bar in bars for number in (bar.value, bar.before)), default=0)
    return Ranking(title=_(breakdown.title), definition=_(breakdown.definition), bars=bars, most=most)


def _change(now: float, before: float) -> str:
    percent = change_percent(round(now), round(before))
    return "" if percent is None else f"{percent:+}%".replace("-", "−")


def _share(part: int, whole: int) -> str:
    return f"{number_format(100 * part / whole if whole else 0, decimal_pos=0 if part * 100 >= whole * 2 else 1)}%"


def _per_person(counts: YearCounts) -> str:
    return number_format(counts.visits / counts.persons, decimal_pos=1)

"""The page of one formula: what was typed or stored, each herb with its dose bar and its findings, the sum of it all."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_DOWN, ROUND_UP, Decimal
from typing import Any

from django.http import QueryDict
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from clinic.herbs.models import Herb
from clinic.herbs.safety import Dose, Finding
from clinic.plans.checking import Checked, check_doses
from clinic.plans.dose_bars import DoseBar, dose_bar
from clinic.plans.findings import ANSWERED_TOGETHER, key_of
from clinic.plans.forms import REASON, FormulaForm, PortionForm, lines_of, reasons_of
from clinic.plans.freezing import plain_grams
from clinic.plans.models import Prescription
from clinic.plans.wording import Rows, Words, rows_for, words_of

SEVERITIES = ("block", "warn", "note")
TENTH = Decimal("0.1")
WHOLE_FORMULA = 3  # herbs; a finding about so many is told once, beside the rows


@dataclass(frozen=True)
class Typed:
    """A formula as it stands on the page, right or wrong."""

    form: FormulaForm
    portions: tuple[PortionForm, ...]
    reasons: Mapping[str, str]
    wrong_reasons: Mapping[str, str]

    def is_valid(self) -> bool:
        """Every form is asked, so that every message is shown."""
        self._tell_doubles()
        return all([self.form.is_valid(), *(portion.is_valid() for portion in self.portions)]) and not self.wrong_reasons

    def _tell_doubles(self) -> None:
        seen: set[str] = set()
        for portion in self.portions:
            code = str(portion.data.get("herb", ""))
            if code in seen and portion.is_valid():
                portion.add_error("grams", _("This herb stands above already."))
            seen.add(code)

    def at_revision(self, revision: int) -> "Typed":
        """The same words over a newer draft."""
        return replace(self, form=FormulaForm({**self.form.data, "revision": revision}))


@dataclass(frozen=True)
class Shown:
    """A finding in one row. `here` is False at the partner herb, which only points to the row that tells it."""

    finding: Finding
    key: str
    words: Words
    here: bool
    partner: str
    reason: str
    wrong: str

    @property
    def field(self) -> str:
        return f"{REASON}{self.key}"


@dataclass(frozen=True)
class Row:
    number: int
    code: str
    herb: Herb | None
    form: PortionForm
    bar: DoseBar
    classical: Decimal | None
    findings: tuple[Shown, ...]

    @property
    def fitting(self) -> str:
        """The nearest grams inside the range that the scales can weigh; "" where there are none."""
        if not self.herb or self.herb.min_g is None or self.herb.max_g is None:
            return ""
        nearest = self.herb.max_g.quantize(TENTH, ROUND_DOWN) if self.bar.above else self.herb.min_g.quantize(TENTH, ROUND_UP)
        return shown_grams(nearest) if self.herb.min_g <= nearest <= self.herb.max_g else ""


@dataclass(frozen=True)
class Count:
    """How many findings of one severity, and the rows they stand in."""

    severity: str
    number: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sheet:
    typed: Typed
    rows: tuple[Row, ...]
    general: tuple[Shown, ...]
    counts: tuple[Count, ...]
    grams_a_day: str
    grams_total: str
    last_day: date | None

    @property
    def low_doses(self) -> int:
        """Warnings that one reason may answer together."""
        return sum(shown.finding.code in ANSWERED_TOGETHER for row in self.rows for shown in row.findings)

    @property
    def unchecked(self) -> bool:
        """A herb whose grams are wrong was left out: silence then means nothing."""
        return any(row.form.errors for row in self.rows)

    @property
    def blocked(self) -> tuple[Row, ...]:
        return next((count.rows for count in self.counts if count.severity == "block"), ())


def typed_from_stored(prescription: Prescription) -> Typed:
    items = prescription.items.select_related("herb")
    portions = [{"herb": item.herb.code, "grams": shown_grams(item.grams), "role": item.role} for item in items]
    form = {name: getattr(prescription, name) for name in ("revision", "days", "usage_zh", "usage_ru")}
    return Typed(FormulaForm(form), tuple(PortionForm(portion) for portion in portions), dict(prescription.reasons), {})


def typed_from_post(data: QueryDict, lines: Sequence[Mapping[str, str]] | None = None) -> Typed:
    """`lines` when a herb was added or taken away since the page was shown."""
    reasons, wrong = reasons_of(data)
    portions = tuple(PortionForm(line) for line in (lines if lines is not None else lines_of(data, PortionForm.NAMES)))
    return Typed(FormulaForm(data.dict()), portions, reasons, wrong)


def sheet_of(prescription: Prescription, typed: Typed, *, now: datetime) -> Sheet:
    """Check what can be checked: a herb whose grams are no number yet is left out of the check and says so in its row."""
    codes = [str(portion.data.get("herb", "")) for portion in typed.portions]
    asked = [code for code in codes if "\0" not in code]  # PostgreSQL refuses to look for one
    herbs = {herb.code: herb for herb in Herb.objects.filter(code__in=asked)}
    weighed = ((code, form.cleaned_data["grams"]) for code, form in zip(codes, typed.portions, strict=True) if form.is_valid())
    grams = {code: weight for code, weight in weighed if code in herbs}
    checked = check_doses([Dose(code, weight) for code, weight in grams.items()], prescription.patient, now)
    shown = _shown(checked, codes, typed)
    classical = _classical(prescription)
    rows = tuple(
        Row(
            number, code, herbs.get(code), portion, _bar(herbs.get(code), grams.get(code), classical.get(code)), classical.get(code),
            tuple(each for where, each in shown if where == code),
        )
        for number, (code, portion) in enumerate(zip(codes, typed.portions, strict=True), start=1)
    )  # fmt: skip
    days = typed.form.cleaned_data.get("days") if typed.form.is_valid() or typed.form.errors else None
    sum_of_grams = sum(grams.values(), Decimal(0))
    return Sheet(
        typed=typed,
        rows=rows,
        general=tuple(each for where, each in shown if where == ""),
        counts=_counts(checked, rows),
        grams_a_day=shown_grams(sum_of_grams),
        grams_total=shown_grams(sum_of_grams * days) if days else "",
        last_day=timezone.localdate(now) + timedelta(days=days) if days else None,
    )


def shown_grams(grams: Decimal) -> str:
    """As the reader's language writes numbers: 4.5, in Russian 4,5."""
    return plain_grams(grams).replace(".", formats.get_format("DECIMAL_SEPARATOR"))


def _shown(checked: Checked, codes: Sequence[str], typed: Typed) -> list[tuple[str, Shown]]:
    """Each finding with the herb in whose row it stands; "" for those about the whole formula."""
    rows = rows_for(checked.findings)
    placed = []
    for finding in checked.findings:
        if len(finding.herbs) >= WHOLE_FORMULA:
            placed.append(("", _one(finding, rows, typed, here=True, partner="")))
            continue
        in_order = sorted(finding.herbs, key=codes.index)
        for place, code in enumerate(in_order):
            partner = rows.name(in_order[0]) if place else ""
            placed.append((code, _one(finding, rows, typed, here=not place, partner=partner)))
    return placed


def _one(finding: Finding, rows: Rows, typed: Typed, *, here: bool, partner: str) -> Shown:
    key = key_of(finding)
    return Shown(finding, key, words_of(finding, rows), here, partner, typed.reasons.get(key, ""), typed.wrong_reasons.get(key, ""))


def _bar(herb: Herb | None, grams: Decimal | None, classical: Decimal | None) -> DoseBar:
    return dose_bar(grams, lowest=herb.min_g if herb else None, highest=herb.max_g if herb else None, classical=classical)


def _classical(prescription: Prescription) -> dict[str, Decimal]:
    if prescription.formula is None:
        return {}
    return dict(prescription.formula.items.values_list("herb__code", "grams"))


def _counts(checked: Checked, rows: Sequence[Row]) -> tuple[Count, ...]:
    numbers = {severity: sum(finding.severity == severity for finding in checked.findings) for severity in SEVERITIES}
    concerned: dict[str, Any] = {
        severity: tuple(row for row in rows if any(shown.finding.severity == severity for shown in row.findings)) for severity in SEVERITIES
    }
    return tuple(Count(severity, numbers[severity], concerned[severity]) for severity in SEVERITIES if numbers[severity])

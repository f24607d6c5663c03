"""The signed formula as it is kept for ever: every word and gram, what was warned, what was known, who signed.

Papers and the pharmacy read this and nothing else, so that later edits of the catalogue never reach a signed formula.
"""
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from clinic.accounts.models import User
from clinic.herbs.safety import Finding
from clinic.plans.checking import Checked
from clinic.plans.findings import reason_for
from clinic.plans.models import Prescription, PrescriptionItem
from clinic.plans.wording import Rows, rows_for, words_of

FORMAT = 1


def frozen(
    prescription: Prescription, items: Sequence[PrescriptionItem], checked: Checked, reasons: Mapping[str, str], *, by: User, now: datetime
) -> dict[str, Any]:
    """JSON data; grams are text without needless zeros ("4.5"), moments ISO 8601 in Heihe's time."""
    grams_a_day = sum((item.grams for item in items), Decimal(0))
    return {
        "format": FORMAT,
        "formula": _formula(prescription),
        "herbs": [_herb(item) for item in items],
        "days": prescription.days,
        "grams_a_day": plain_grams(grams_a_day),
        "grams_total": plain_grams(grams_a_day * prescription.days),
        "usage_zh": prescription.usage_zh,
        "usage_ru": prescription.usage_ru,
        "findings": _findings(checked.findings, reasons),
        "facts": [{"kind": fact.kind, "text": fact.text, "text_zh": fact.text_zh, "code": fact.code} for fact in checked.facts],
        "age": checked.age,
        "practitioner": _person(prescription.practitioner),
        "signer": _person(by),
        "signed_at": timezone.localtime(now).isoformat(),
    }


def plain_grams(grams: Decimal) -> str:
    """9.0 is written 9, 4.5 stays."""
    return f"{grams:f}".rstrip("0").rstrip(".") if "." in f"{grams:f}" else f"{grams:f}"


def _formula(prescription: Prescription) -> dict[str, Any] | None:
    formula: Any = prescription.formula
    if formula is None:
        return None
    return {
        "code": formula.code,
        "zh": formula.name_zh_hans,
        "ru": formula.name_ru,
        "pinyin": formula.pinyin,
        "book_zh": formula.source_book_zh,
    }


def _herb(item: PrescriptionItem) -> dict[str, Any]:
    herb: Any = item.herb
    return {
        "code": herb.code,
        "zh": herb.name_zh_hans,
        "ru": herb.name_ru,
        "pinyin": herb.pinyin,
        "latin": herb.name_latin,
        "grams": plain_grams(item.grams),
        "role": item.role,
        "preparation": herb.decoction,
        "preparation_zh": herb.decoction_note_zh_hans or "",
        "preparation_ru": herb.decoction_note_ru or "",
    }


def _findings(findings: Sequence[Finding], reasons: Mapping[str, str]) -> list[dict[str, Any]]:
    """With their words in both languages of the paper, as the catalogue has them today."""
    rows = rows_for(findings)
    return [_finding(finding, rows) | {"reason": _reason(finding, reasons)} for finding in findings]


def _finding(finding: Finding, rows: Rows) -> dict[str, Any]:
    words = {}
    for side, language in (("zh", "zh-hans"), ("ru", "ru")):
        with override(language):
            words[side] = str(words_of(finding, rows))
    return asdict(finding) | {"herbs": list(finding.herbs)} | words


def _reason(finding: Finding, reasons: Mapping[str, str]) -> str:
    return reason_for(finding, reasons) if finding.severity == "warn" else ""


def _person(person: Any) -> dict[str, Any]:
    return {"id": person.pk, "zh": person.name_zh_hans or "", "ru": person.name_ru or "", "en": person.name_en or ""}

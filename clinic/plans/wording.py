"""Words for the codes of findings, gaps and refusals, in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from clinic.herbs.models import Caution, Herb, HerbDrug, Incompatibility, TravelRule
from clinic.herbs.safety import Finding
from clinic.plans.completeness import Gap

SEVERITIES: dict[str, Promise] = {
    "block": pgettext_lazy("severity", "Forbidden"),
    "warn": pgettext_lazy("severity", "Warning"),
    "note": pgettext_lazy("severity", "Note"),
}


@dataclass(frozen=True)
class Words:
    """A finding in words: what it is, what it says of this formula, what to do."""

    title: str
    text: str
    advice: str = ""

    def __str__(self) -> str:
        said = self.title + pgettext("between a heading and its text", ": ") + self.text
        return f"{said} {self.advice}" if self.advice else said


@dataclass(frozen=True)
class Rows:
    """The catalogue rows that findings quote."""

    herbs: Mapping[str, Herb]
    drugs: Mapping[str, HerbDrug]
    cautions: Mapping[str, Caution]
    borders: Mapping[str, TravelRule]
    pairs: Mapping[frozenset[str], Incompatibility]

    def name(self, code: str) -> str:
        return self.herbs[code].name or code if code in self.herbs else code


def rows_for(findings: Iterable[Finding]) -> Rows:
    """At most five queries, one for each table that is quoted."""
    found = list(findings)
    herbs = {code for finding in found for code in finding.herbs}
    quoted = {(finding.code, finding.detail.partition(": ")[0]) for finding in found}
    pairs = Incompatibility.objects.filter(herb_a__code__in=herbs, herb_b__code__in=herbs).select_related("herb_a", "herb_b")
    return Rows(
        herbs=_by_code(Herb, herbs),
        drugs=_by_code(HerbDrug, {row for code, row in quoted if code == "herb_drug"}),
        cautions=_by_code(Caution, {row for code, row in quoted if code in ("condition", "age")}),
        borders=_by_code(TravelRule, {row for code, row in quoted if code == "travel"}),
        pairs={frozenset((pair.herb_a.code, pair.herb_b.code)): pair for pair in pairs} if any(len(f.herbs) == 2 for f in found) else {},
    )


def _by_code(model: Any, codes: set[str]) -> dict[str, Any]:
    return {row.code: row for row in model.objects.filter(code__in=codes)} if codes else {}


def words_of(finding: Finding, rows: Rows) -> Words:
    """In the language of the moment; a code without words of its own still says its name."""
    write = WRITERS.get(finding.code)
    return write(finding, rows) if write else Words(finding.code, finding.detail)


def _pair(finding: Finding, rows: Rows) -> Words:
    titles = {"eighteen_incompatibilities": _("Eighteen incompatibilities"), "nineteen_fears": _("Nineteen fears")}
    one, other = (rows.name(code) for code in finding.herbs)
    pair = rows.pairs.get(frozenset(finding.herbs))
    if finding.code == "incompatible_review":
        text = _("%(one)s and %(other)s: reported by analogy, for the pharmacist to review.") % {"one": one, "other": other}
        return Words(_("Doubtful pair"), text, (pair.note or "") if pair else "")
    text = _("%(one)s and %(other)s must not be in one formula.") % {"one": one, "other": other}
    return Words(titles[finding.code], text, (pair.note or "") if pair else "")


def _dose(finding: Finding, rows: Rows) -> Words:
    above = finding.code == "dose_above"
    given, limit = finding.detail.split(">" if above else "<")
    numbers = {"given": given, "limit": limit}
    if above:
        return Words(_("Above the range"), _("%(given)s g; the Pharmacopoeia allows %(limit)s g at most.") % numbers)
    return Words(_("Below the range"), _("%(given)s g; the Pharmacopoeia begins at %(limit)s g.") % numbers)


def _toxic(finding: Finding, rows: Rows) -> Words:
    level = dict(Herb.Toxicity.choices).get(finding.detail, finding.detail)
    return Words(str(level).capitalize(), _("Look at dose, preparation and days before you sign."), _safety_note(finding, rows))


def _restricted(finding: Finding, rows: Rows) -> Words:
    texts = {
        "no": _("This is never given to a patient; it is listed only to be recognised."),
        "no_oral_dose": _("There is no dose for taking it by mouth."),
        "restricted": _("It is given out under control only."),
    }
    return Words(_("Restricted"), texts.get(finding.detail, finding.detail), _safety_note(finding, rows))


def _pregnancy(finding: Finding, rows: Rows) -> Words:
    texts = {"contraindicated": _("Contraindicated in pregnancy."), "caution": _("In pregnancy with caution only.")}
    return Words(_("Pregnancy"), texts.get(finding.detail, finding.detail))


def _duplicate(finding: Finding, rows: Rows) -> Words:
    times, grams = finding.detail.split(" times, ")
    return Words(_("Written twice"), _("%(times)s times, together %(grams)s g.") % {"times": times, "grams": grams})


def _allergy(finding: Finding, rows: Rows) -> Words:
    return Words(_("Allergy"), _("The patient is allergic: %(said)s.") % {"said": finding.detail})


def _herb_drug(finding: Finding, rows: Rows) -> Words:
    code, __, said = finding.detail.partition(": ")
    row = rows.drugs.get(code)
    return Words(_("With %(medicine)s") % {"medicine": said}, (row.effect or "") if row else code, (row.action or "") if row else "")


def _condition(finding: Finding, rows: Rows) -> Words:
    code, __, said = finding.detail.partition(": ")
    row = rows.cautions.get(code)
    return Words(_("With %(condition)s") % {"condition": said}, (row.note or "") if row else code)


def _age(finding: Finding, rows: Rows) -> Words:
    if finding.detail == "adult_range":
        return Words(pgettext("finding", "Age"), _("The ranges are those of adults; the patient is younger than 18."))
    row = rows.cautions.get(finding.detail)
    if row is None:
        return Words(pgettext("finding", "Age"), finding.detail)
    return Words(pgettext("finding", "Age"), _("Not below the age of %(years)s.") % {"years": row.below_age}, row.note or "")


def _travel(finding: Finding, rows: Rows) -> Words:
    code = finding.detail.partition(": ")[0]
    row = rows.borders.get(code)
    if row is None:
        return Words(_("Border"), finding.detail)
    said = _("%(material)s — %(rule)s.") % {"material": row.material or "", "rule": row.get_rule_display()}
    return Words(_("Border"), said, row.tell_patient or "")


def _safety_note(finding: Finding, rows: Rows) -> str:
    """In the reader's own language or not at all: the catalogue has most of these notes in Russian only."""
    herb, language = rows.herbs.get(finding.herbs[0]), get_language() or ""
    notes = (getattr(herb, build_localized_fieldname(name, language), "") for name in ("safety_note", "decoction_note"))
    return next((note for note in notes if note), "")


WRITERS: dict[str, Callable[[Finding, Rows], Words]] = {
    "eighteen_incompatibilities": _pair,
    "nineteen_fears": _pair,
    "incompatible_review": _pair,
    "dose_above": _dose,
    "dose_below": _dose,
    "toxic": _toxic,
    "restricted": _restricted,
    "pregnancy": _pregnancy,
    "duplicate": _duplicate,
    "allergy": _allergy,
    "herb_drug": _herb_drug,
    "condition": _condition,
    "age": _age,
    "travel": _travel,
}

SUBJECTS: dict[str, Promise] = {
    "patient": gettext_lazy("name of the patient"),
    "practitioner": gettext_lazy("name of the practitioner"),
    "title": gettext_lazy("title of the practitioner"),
    "complaint": gettext_lazy("complaint"),
    "diagnosis": gettext_lazy("diagnosis"),
    "pattern": pgettext_lazy("Chinese medicine", "pattern"),
    "icd10_code": gettext_lazy("ICD-10 code"),
    "pulse": gettext_lazy("pulse"),
    "tongue": gettext_lazy("tongue"),
    "goal": gettext_lazy("goal"),
    "steps": gettext_lazy("at least one treatment"),
    "service": gettext_lazy("service in line %(number)s"),
    "advice": gettext_lazy("how to prepare and what to mind, service in line %(number)s"),
    "note": gettext_lazy("note in line %(number)s"),
    "step_formula": gettext_lazy("formula in line %(number)s"),
    "formula": gettext_lazy("name of the classical formula"),
    "herbs": gettext_lazy("at least one herb"),
    "herb": gettext_lazy("name of the herb in line %(number)s"),
    "latin": gettext_lazy("Latin name of the herb in line %(number)s"),
    "preparation": gettext_lazy("note on decoction in line %(number)s"),
    "usage": gettext_lazy("how to take it"),
}
LACKS: dict[str, Promise] = {
    "missing": gettext_lazy("missing: %(what)s"),
    "no_chinese": gettext_lazy("no Chinese: %(what)s"),
    "no_russian": gettext_lazy("no Russian: %(what)s"),
    "not_signed": gettext_lazy("not signed: %(what)s"),
}


def gap_in_words(gap: Gap) -> str:
    what = str(SUBJECTS.get(gap.subject, gap.subject))
    return str(LACKS[gap.code]) % {"what": what % {"number": gap.number} if gap.number else what}

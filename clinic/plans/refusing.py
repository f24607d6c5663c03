"""Refusals in words, for the page that has to say why."""
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from clinic.accounts.models import User
from clinic.herbs.models import Herb
from clinic.herbs.safety import Finding
from clinic.plans.refusals import DraftChanged, HerbTwice, HerbUnknown, Incomplete, NotADraft, ReasonsMissing, Refusal, UnsafeFormula
from clinic.plans.wording import gap_in_words, rows_for, words_of


def in_words(refusal: Refusal) -> list[str]:
    """One or more sentences; the first says what happened, the others name each thing that stands in the way."""
    write = WRITERS.get(type(refusal))
    return write(refusal) if write else [_("This cannot be done now.")]


def _incomplete(refusal: Incomplete) -> list[str]:
    return [_("Not signed yet, because this is missing:"), *(gap_in_words(gap) for gap in refusal.gaps)]


def _unsafe(refusal: UnsafeFormula) -> list[str]:
    return [_("Not signed: no reason can sign this."), *_findings(refusal.findings)]


def _reasons(refusal: ReasonsMissing) -> list[str]:
    return [_("Not signed yet: each warning needs another dose or a reason in words."), *_findings(refusal.findings)]


def _draft_changed(refusal: DraftChanged) -> list[str]:
    who = User.objects.filter(pk=refusal.by_id).first() if refusal.by_id else None
    facts = {"who": str(who or _("Somebody")), "when": timezone.localtime(refusal.at).strftime("%H:%M") if refusal.at else ""}
    told = _("%(who)s changed this draft at %(when)s.") % facts
    return [" ".join([told, _("What you typed stands below and is not saved yet; saving now replaces that change.")])]


def _herb_twice(refusal: HerbTwice) -> list[str]:
    return [_("This herb stands in two lines: %(herbs)s.") % {"herbs": _herbs(refusal.codes)}]


def _herb_unknown(refusal: HerbUnknown) -> list[str]:
    return [_("No longer in the catalogue, please take it out: %(herbs)s.") % {"herbs": _herbs(refusal.codes)}]


def _not_a_draft(refusal: NotADraft) -> list[str]:
    return [_("This is signed and no longer changes.")]


def _findings(findings: tuple[Finding, ...]) -> list[str]:
    rows = rows_for(findings)
    return [" · ".join([_listed(rows.name(code) for code in finding.herbs), str(words_of(finding, rows))]) for finding in findings]


def _herbs(codes: tuple[str, ...]) -> str:
    names = {herb.code: str(herb) for herb in Herb.objects.filter(code__in=codes)}
    return _listed(names.get(code, code) for code in codes)


def _listed(names: Iterable[str]) -> str:
    return pgettext("between the items of a list", ", ").join(names)


WRITERS: dict[type[Refusal], Callable[[Any], list[str]]] = {
    Incomplete: _incomplete,
    UnsafeFormula: _unsafe,
    ReasonsMissing: _reasons,
    DraftChanged: _draft_changed,
    HerbTwice: _herb_twice,
    HerbUnknown: _herb_unknown,
    NotADraft: _not_a_draft,
}

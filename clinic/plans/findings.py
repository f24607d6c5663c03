"""Findings of the safety check as forms and records name them. Pure."""
import hashlib
from collections.abc import Iterable

from clinic.herbs.safety import Finding

WORST_FIRST = ("block", "warn", "note")


def key_of(finding: Finding) -> str:
    """A short name for one finding that stays the same while the finding does: a changed dose asks for a new reason."""
    words = "\x1f".join((finding.code, finding.severity, *sorted(finding.herbs), finding.detail))
    return hashlib.blake2s(words.encode(), digest_size=6).hexdigest()


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: WORST_FIRST.index(finding.severity))


def worst(findings: Iterable[Finding]) -> str:
    """The gravest severity among them, or ""."""
    return min((finding.severity for finding in findings), key=WORST_FIRST.index, default="")

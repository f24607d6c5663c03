"""Findings of the safety check as forms and records name them. Pure."""
import hashlib
from collections.abc import Mapping

from clinic.herbs.safety import Finding

# A classical formula divided by today's ranges often lies below six of them at once; a low dose harms nobody by itself.
ANSWERED_TOGETHER = frozenset({"dose_below"})


def key_of(finding: Finding) -> str:
    """A short name for one finding that stays the same while the finding does: a changed dose asks for a new reason."""
    words = "\x1f".join((finding.code, finding.severity, *sorted(finding.herbs), finding.detail))
    return hashlib.blake2s(words.encode(), digest_size=6).hexdigest()


def reason_for(finding: Finding, reasons: Mapping[str, str]) -> str:
    """The reason given for this finding, or for all of its kind where that is allowed; "" for none."""
    own = reasons.get(key_of(finding), "").strip()
    return own or (reasons.get(finding.code, "").strip() if finding.code in ANSWERED_TOGETHER else "")

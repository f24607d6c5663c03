"""Why a plan or a formula may not become what was asked. Codes and record numbers, never names of people."""
from collections.abc import Sequence
from datetime import datetime

from clinic.herbs.safety import Finding
from clinic.plans.completeness import Gap


class Refusal(Exception):
    """A verb of this folder said no and changed nothing."""

    code = "refused"


class NotADraft(Refusal):
    """It is signed (or given up) already and never changes again; `state` says which."""

    code = "not_a_draft"

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class DraftChanged(Refusal):
    """Somebody changed the draft after the page was shown; `revision` is what stands there now."""

    code = "draft_changed"

    def __init__(self, *, revision: int, by_id: int | None, at: datetime | None) -> None:
        super().__init__(f"revision {revision}")
        self.revision = revision
        self.by_id = by_id
        self.at = at


class Incomplete(Refusal):
    """Something is missing that the paper would need; `gaps` lists everything at once."""

    code = "incomplete"

    def __init__(self, gaps: Sequence[Gap]) -> None:
        super().__init__(", ".join(f"{gap.subject}: {gap.code}" for gap in gaps))
        self.gaps = tuple(gaps)


class UnsafeFormula(Refusal):
    """The formula holds what must not be given; no reason can sign it."""

    code = "unsafe_formula"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = tuple(findings)


class ReasonsMissing(Refusal):
    """Warnings stand without the signer's reason."""

    code = "reasons_missing"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = tuple(findings)


class NotSigned(Refusal):
    """Only a signed plan gets a new version; a draft is simply changed."""

    code = "not_signed"


class HerbUnknown(Refusal):
    """A herb is named that the catalogue does not have in use."""

    code = "herb_unknown"

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = tuple(codes)


class HerbTwice(Refusal):
    """A herb stands in two lines; the grams of one line would be lost."""

    code = "herb_twice"

    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = tuple(codes)

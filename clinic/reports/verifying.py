"""What anybody who holds a paper may learn of it by its QR code."""

from dataclasses import dataclass
from datetime import datetime

from clinic.reports.models import Document


@dataclass(frozen=True)
class Genuine:
    """A paper of ours. `state` is valid, cancelled, or superseded by a later version."""

    number: str
    kind: str
    issued_at: datetime
    state: str


def genuine(token: str) -> Genuine | None:
    """2 queries; None for a token that is on no paper of ours."""
    document = Document.objects.filter(token=token).only("number", "kind", "issued_at", "cancelled_at", "subject_id", "version").first()
    if document is None:
        return None
    return Genuine(number=document.number, kind=document.get_kind_display(), issued_at=document.issued_at, state=_state(document))


def _state(document: Document) -> str:
    if document.cancelled_at:
        return "cancelled"
    later = Document.objects.filter(kind=document.kind, subject_id=document.subject_id, version__gt=document.version, cancelled_at=None)
    return "superseded" if later.exists() else "valid"

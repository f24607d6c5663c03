"""Write down that a page with a patient's data was opened."""
from datetime import datetime

from clinic.audit.models import Reading


def record_read(*, by_id: int, subject: str, subject_id: int, now: datetime) -> None:
    """One row for each look; looks are never merged, because the log answers how often as well as who."""
    Reading.objects.create(by_id=by_id, at=now, subject=subject, subject_id=subject_id)

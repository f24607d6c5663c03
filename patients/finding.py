"""Finding a person again: one box for every script and spelling."""
from __future__ import annotations

from django.db import models


class PatientQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Patients as the desk looks for them."""

    def current(self) -> PatientQuerySet:
        """Without the records that were merged into another."""
        return self.filter(merged_into__isnull=True)

"""Everything that hangs on a person's record, in whatever package: found through the models, so that no new table is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, QuerySet

from patients.models import Correction, Merge, Patient

# What tells of the record itself and not of the person: it stays where it was written.
TELLS_OF_THE_RECORD = (Merge, Correction)


@dataclass(frozen=True)
class Attachment:
    """One column that points at a patient."""

    model: type[Model]
    column: str

    @property
    def key(self) -> str:
        """ "visits.visit.patient", as a merge keeps it."""
        return f"{self.model._meta.label_lower}.{self.column}"

    @property
    def rows(self) -> QuerySet[Any, Any]:
        manager: Any = self.model._base_manager
        return manager.all()

    @property
    def other_patients(self) -> tuple[str, ...]:
        """Further columns of the table that point at a patient: a guardian is a person too."""
        return tuple(other.column for other in attachments() if other.model is self.model and other.column != self.column)


def attachments() -> Iterator[Attachment]:
    for relation in Patient._meta.get_fields(include_hidden=True):
        field: Any = getattr(relation, "field", None)
        model: Any = getattr(relation, "related_model", None)
        points_here = relation.auto_created and not relation.concrete and isinstance(field, ForeignKey)
        if points_here and isinstance(model, type) and model not in TELLS_OF_THE_RECORD:
            yield Attachment(model, field.name)


def attachment(key: str) -> Attachment:
    """Of the key in a merge. Raises LookupError when the table is no more."""
    label, column = key.rsplit(".", 1)
    return Attachment(apps.get_model(label), column)


def counted(patient_id: int) -> dict[str, int]:
    """How many rows of each kind hang on the record, by the plural word for them; one query for each table."""
    found: dict[str, int] = {}
    for one in attachments():
        number = one.rows.filter(**{one.column: patient_id}).count()
        if number:
            word = str(one.model._meta.verbose_name_plural)
            found[word] = found.get(word, 0) + number
    return found

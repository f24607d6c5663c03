"""A rule the database itself keeps: two live rows of one person never overlap in time."""
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Func, Q


class TimeRange(Func):
    """`tstzrange(starts, ends, '[)')`: touching is not overlapping."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class NoOverlap(ExclusionConstraint):
    """Exclusion constraint over (`owner`, from `starts` to `ends`) for the rows that meet `condition`.

    Silent on SQLite, which has none: there the verb's own check inside BEGIN IMMEDIATE is the last word, so that
    one set of migrations serves both databases.
    """

    def __init__(self, owner: str = "", *, name: str, condition: Q, expressions: Any = (), **kwargs: Any) -> None:
        self.owner = owner
        ranges = TimeRange(F("starts"), F("ends"), RangeBoundary())
        super().__init__(
            name=name,
            expressions=[(F(owner), RangeOperators.EQUAL), (ranges, RangeOperators.OVERLAPS)],
            condition=condition,
        )

    def deconstruct(self) -> Any:
        return "interpreters.constraints.NoOverlap", (self.owner,), {"name": self.name, "condition": self.condition}

    def constraint_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor) -> Any:
        return super().constraint_sql(model, schema_editor) if schema_editor.connection.vendor == "postgresql" else None

    def create_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor) -> Any:
        return super().create_sql(model, schema_editor) if schema_editor.connection.vendor == "postgresql" else None

    def remove_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor) -> Any:
        return super().remove_sql(model, schema_editor) if schema_editor.connection.vendor == "postgresql" else None

    def validate(self, model: Any, instance: models.Model, exclude: Any = None, using: str = "default") -> None:
        """The verbs look for themselves and name what stands in the way; a form has nothing to add."""

"""The database's own word that one resource is never taken twice, on PostgreSQL and on SQLite alike."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.ddl_references import Statement, Table
from django.db.models import DateTimeField, Func, Model, Q
from django.db.models.expressions import Combinable
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler


class TsTzRange(Func):
    """tstzrange(starts, ends, '[)'): touching is not overlapping."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class HoursLater(Func):
    """A moment so many hours later in the database's own arithmetic, fit for a check constraint on both."""

    output_field = DateTimeField()

    def __init__(self, moment: str, *, hours: int) -> None:
        super().__init__(moment, hours=int(hours))

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:
        # Django's own addition calls a Python function there, which a plain sqlite3 restoring a dump does not know.
        return self.as_sql(compiler, connection, template="datetime(%(expressions)s, '+%(hours)s hours')", **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="(%(expressions)s + interval '%(hours)s hours')", **context)


# A row is compared with those that began at most a day earlier, so that a long history costs nothing.
TRIGGER = (
    "CREATE TRIGGER %(name)s AFTER %(event)s ON %(table)s"
    " WHEN EXISTS (SELECT 1 FROM %(table)s WHERE id = NEW.id AND (%(condition)s))"
    " AND EXISTS (SELECT 1 FROM %(table)s WHERE %(key)s = NEW.%(key)s AND id <> NEW.id AND (%(condition)s)"
    " AND %(starts)s < NEW.%(ends)s AND %(ends)s > NEW.%(starts)s AND %(starts)s > datetime(NEW.%(starts)s, '-1 day'))"
    " BEGIN SELECT RAISE(ABORT, '%(message)s'); END"
)


class NoOverlap(ExclusionConstraint):
    """Rows of one `key` that meet `condition` never overlap in [starts, ends).

    PostgreSQL gets an exclusion constraint, SQLite two triggers that raise the same IntegrityError with the
    constraint's name in it. The model must refuse rows longer than 24 hours and have an index on (key, starts).
    """

    def __init__(self, *, name: str, key: str, starts: str = "starts", ends: str = "ends", condition: Q) -> None:
        self.key, self.starts, self.ends, self.live = key, starts, ends, condition
        expressions: list[tuple[str | Combinable, str]] = [(TsTzRange(starts, ends, RangeBoundary()), "&&"), (key, "=")]
        super().__init__(name=name, expressions=expressions, condition=condition)

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """A Statement on PostgreSQL; nothing inside SQLite's table, where triggers follow it."""
        if schema_editor.connection.vendor == "postgresql":
            return super().constraint_sql(model, schema_editor)
        schema_editor.deferred_sql.extend(self._trigger(model, schema_editor, event) for event in ("INSERT", "UPDATE"))
        return None

    def _trigger(self, model: type[Model], schema_editor: Any, event: str) -> Statement:
        query = Query(model, alias_cols=False)
        where, params = query.build_where(self.live).as_sql(
            query.get_compiler(connection=schema_editor.connection), schema_editor.connection
        )
        return Statement(
            TRIGGER,
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(f"{self.name}_{event.lower()}"),
            event=event,
            condition=where % tuple(schema_editor.quote_value(param) for param in params),
            message=self.name,
            **{part: schema_editor.quote_name(self._field(model, part).column) for part in ("key", "starts", "ends")},
        )

    def _field(self, model: type[Model], part: str) -> Any:
        return model._meta.get_field(getattr(self, part))

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        del kwargs["expressions"]
        return path, args, kwargs | {"key": self.key, "starts": self.starts, "ends": self.ends}

    def validate(self, model: type[Model], instance: Any, exclude: Iterable[str] | None = None, using: str = DEFAULT_DB_ALIAS) -> None:
        """What a form is told before the database would refuse; needs no range type."""
        if exclude and {self.key, self.starts, self.ends} & set(exclude):
            return
        key, starts, ends = (getattr(instance, self._field(model, part).attname) for part in ("key", "starts", "ends"))
        if None in (key, starts, ends) or not self.live.check(instance._get_field_expression_map(meta=model._meta), using=using):
            return
        overlap = {self.key: key, f"{self.starts}__lt": ends, f"{self.ends}__gt": starts}
        rivals = model._default_manager.using(using).filter(self.live, **overlap)
        if rivals.exclude(pk=instance.pk).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.name)

"""A trigram index where the database has one, and the tail of a column for an index."""
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import CharField, Func
from django.db.models.sql.compiler import SQLCompiler

TAIL = 5


class Tail(Func):
    """The last five signs of a column, written so that both databases know their own index again: no parameter in it."""

    template = f"RIGHT(%(expressions)s, {TAIL})"
    output_field = CharField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template=f"SUBSTR(%(expressions)s, -{TAIL})", **context)


class TrigramIndex(GinIndex):
    """GIN over trigrams on PostgreSQL; nothing on SQLite, where `sqlite_search.py` keeps a table of trigrams instead.

    The statement that does nothing is there because Django executes whatever an index answers.
    """

    def create_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor, using: str = "", **kwargs: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return "SELECT 1"
        return super().create_sql(model, schema_editor, using=using, **kwargs)

    def remove_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor, **kwargs: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return "SELECT 1"
        return super().remove_sql(model, schema_editor, **kwargs)

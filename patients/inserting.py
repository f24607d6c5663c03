"""Writing a new row by a statement that is put together once for each table."""

from functools import cache

from django.db import connection
from django.db.models import Field, Model


def insert(row: Model, *, unless_known: bool = False) -> bool:
    """What `save(force_insert=True)` does for a table with a number as its key, in half the processor time; sends no signals.

    With `unless_known` a row that a unique constraint refuses is left out, the transaction goes on, and the answer is False.
    """
    columns, plain, careful = _prepared(type(row))
    values = [column.get_db_prep_save(column.pre_save(row, True), connection) for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(careful if unless_known else plain, values)
        written = cursor.fetchone()
    if written is None:
        return False
    row.pk = written[0]
    row._state.adding, row._state.db = False, connection.alias
    return True


@cache
def _prepared(kind: type[Model]) -> tuple[tuple["Field[object, object]", ...], str, str]:
    """The columns but for the key, and the two statements."""
    pk = kind._meta.pk
    columns = tuple(column for column in kind._meta.local_concrete_fields if column is not pk)
    quote = connection.ops.quote_name
    names, marks = ", ".join(quote(column.column or "") for column in columns), ", ".join(["%s"] * len(columns))
    key, table = quote(pk.column or ""), quote(kind._meta.db_table)
    written = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 (names out of our own models)
    return columns, f"{written} RETURNING {key}", f"{written} ON CONFLICT DO NOTHING RETURNING {key}"

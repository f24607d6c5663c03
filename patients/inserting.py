"""Writing a new row by a statement that is put together once for each table."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert(row: Model, *, unless_known: bool = False) -> bool:
    """What `save(force_insert=True)` does for a table with a number as its key, in half the processor time; sends no signals.

    With `unless_known` a row that a unique constraint refuses is left out, the transaction goes on, and the answer is False.
    """
    columns, plain, careful = _prepared(type(row))
    with connection.cursor() as cursor:
        cursor.execute(careful if unless_known else plain, _values(row, columns))
        written = cursor.fetchone()
    return _standing(row, written[0] if written else None)


def insert_with(row: Model, *others: Model, unless_known: type[Model] | None = None) -> bool:
    """`row` and others that point to it: on PostgreSQL by one statement, because each is waited for.

    False when a unique constraint refused one of the kind `unless_known`; then the transaction must not be kept.
    """
    if connection.vendor != "postgresql":
        insert(row)
        _point(others, row)
        return all(insert(other, unless_known=type(other) is unless_known) for other in others)
    statement, columns = _prepared_together(type(row), tuple(map(type, others)), unless_known)
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for one, its in zip((row, *others), columns, strict=True) for value in _values(one, its)])
        numbers = cursor.fetchone()
    standing = [_standing(one, number) for one, number in zip((row, *others), numbers, strict=True)]
    _point(others, row)
    return all(standing)


Columns = tuple["Field[Any, Any]", ...]


def _values(row: Model, columns: Columns) -> list[Any]:
    return [column.get_db_prep_save(column.pre_save(row, True), connection) for column in columns]


def _standing(row: Model, number: int | None) -> bool:
    if number is None:
        return False
    row.pk = number
    row._state.adding, row._state.db = False, connection.alias
    return True


def _point(others: Sequence[Model], row: Model) -> None:
    for other in others:
        for column in _pointing(type(other), type(row)):
            setattr(other, column.name, row)


def _pointing(kind: type[Model], to: type[Model]) -> Columns:
    return tuple(column for column in kind._meta.local_concrete_fields if column.related_model is to)


@cache
def _prepared(kind: type[Model]) -> tuple[Columns, str, str]:
    """The columns but for the key, and the two statements."""
    columns = tuple(column for column in kind._meta.local_concrete_fields if column is not kind._meta.pk)
    return columns, _written(kind, columns), _written(kind, columns, conflict=" ON CONFLICT DO NOTHING")


@cache
def _prepared_together(
    first: type[Model], others: tuple[type[Model], ...], unless_known: type[Model] | None
) -> tuple[str, tuple[Columns, ...]]:
    """The statement, and of each table the columns whose values it wants; the number of the first row is known to the database alone."""
    columns, plain, _careful = _prepared(first)
    parts, wanted = [f"row_0 (number) AS ({plain})"], [columns]
    for place, kind in enumerate(others, start=1):
        its, pointing = _prepared(kind)[0], _pointing(kind, first)
        conflict = " ON CONFLICT DO NOTHING" if kind is unless_known else ""
        parts.append(f"row_{place} (number) AS ({_written(kind, its, pointing=pointing, conflict=conflict)})")
        wanted.append(tuple(column for column in its if column not in pointing))
    numbers = ", ".join(f"(SELECT number FROM row_{place})" for place in range(len(parts)))  # noqa: S608
    return f"WITH {', '.join(parts)} SELECT {numbers}", tuple(wanted)


def _written(kind: type[Model], columns: Columns, *, pointing: Columns = (), conflict: str = "") -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.column or "") for column in columns)
    marks = ", ".join("(SELECT number FROM row_0)" if column in pointing else "%s" for column in columns)
    key, table = quote(kind._meta.pk.column or ""), quote(kind._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES ({marks}){conflict} RETURNING {key}"  # noqa: S608 (names out of our own models)

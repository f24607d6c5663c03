"""The catalogue that ships: as the safety check knows it, and in the tables."""
from typing import Any

import pytest
from django.apps import apps

from clinic.herbs import knowledge
from clinic.herbs.facts import Knowledge
from clinic.reference.sources import rows_of
from clinic.reference.tables import TABLES


def catalogue() -> dict[Any, list[Any]]:
    """Rows of all herb tables straight from the files, numbered but not stored."""
    rows: dict[Any, list[Any]] = {}
    numbers: dict[str, dict[str, int]] = {}
    for table in (table for table in TABLES if table.label.startswith("herbs.")):
        model = apps.get_model(table.label)
        numbers[table.label] = {row.key: number for number, row in enumerate(rows_of(table), start=1)}
        rows[model] = [filled(table, model(pk=numbers[table.label][row.key]), row.values, numbers) for row in rows_of(table)]
    return rows


def filled(table: Any, instance: Any, values: Any, numbers: dict[str, dict[str, int]]) -> Any:
    for name, value in values.items():
        if name in table.links:
            setattr(instance, f"{name}_id", numbers[table.links[name]].get(value))
        else:
            field = instance._meta.get_field(name)
            setattr(instance, name, field.to_python(value) if value != "" or not field.null else None)
    return instance


@pytest.fixture(scope="session")
def known() -> Knowledge:
    """For tests of rules: no database."""
    return knowledge.assemble(catalogue())


@pytest.fixture
def shipped(db: None) -> None:
    """The catalogue in the tables, for tests that search or edit it."""
    for model, rows in catalogue().items():
        for row in rows if hasattr(model, "fold_names") else ():
            row.fold_names()
        model.objects.bulk_create(rows)

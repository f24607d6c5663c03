import django.contrib.postgres.indexes
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import patients.indexes


def without_waiting_list(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Built again it would be the same index; changed in place it takes no time at a million people."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER INDEX patient_search SET (fastupdate = off)")
        schema_editor.execute("SELECT gin_clean_pending_list('patient_search')")


def with_waiting_list(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER INDEX patient_search RESET (fastupdate)")


class Migration(migrations.Migration):
    dependencies = [
        ("patients", "0006_stay_changes"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(without_waiting_list, with_waiting_list)],
            state_operations=[
                migrations.RemoveIndex(model_name="patient", name="patient_search"),
                migrations.AddIndex(
                    model_name="patient",
                    index=patients.indexes.TrigramIndex(
                        django.contrib.postgres.indexes.OpClass("search_text", name="gin_trgm_ops"),
                        fastupdate=False,
                        name="patient_search",
                    ),
                ),
            ],
        ),
    ]

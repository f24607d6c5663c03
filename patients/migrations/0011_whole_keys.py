from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from patients.postgresql_search import AWAY, FILL, FORGET, FORGET_ALL, LEARN, TABLE, TRIGGERS


def keep(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Half a minute for a million people."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in (AWAY, TABLE, LEARN, FORGET, FORGET_ALL, FILL, TRIGGERS, "ANALYZE patients_wholekey"):
            schema_editor.execute(statement, params=None)


def no_more(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(AWAY, params=None)


class Migration(migrations.Migration):
    dependencies = [("patients", "0010_a_given_name_alone")]

    operations = [migrations.RunPython(keep, no_more)]

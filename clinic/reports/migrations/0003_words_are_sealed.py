"""What stands on papers is encrypted at rest; rows that are there already are sealed here, the files of the archive by `rotate_keys`."""

import json

from django.db import migrations

import clinic.reports.sealing

BATCH = 500


def _batches(apps, schema_editor):
    papers = apps.get_model("reports", "Document").objects.using(schema_editor.connection.alias).order_by("pk")
    after = 0
    while rows := list(papers.filter(pk__gt=after).only("pk", "words")[:BATCH]):
        yield papers, rows
        after = rows[-1].pk


def seal(apps, schema_editor):
    for papers, rows in _batches(apps, schema_editor):
        for row in rows:
            papers.filter(pk=row.pk).update(words=row.words)


def unseal(apps, schema_editor):
    for _papers, rows in _batches(apps, schema_editor):
        with schema_editor.connection.cursor() as cursor:
            for row in rows:
                words = json.dumps(row.words, ensure_ascii=False)
                cursor.execute("UPDATE reports_document SET words = %s WHERE id = %s", [words, row.pk])


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_consent_sheets")]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="words",
            field=clinic.reports.sealing.SealedWords(editable=False),
        ),
        migrations.RunPython(seal, unseal),
    ]

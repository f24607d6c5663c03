from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="prescription",
            name="reasons",
            field=models.JSONField(blank=True, default=dict, editable=False, help_text="of the draft: key of a warning to the reason written so far"),
        ),
    ]
